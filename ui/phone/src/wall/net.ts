// The kiosk's HTTP side for a wall: pairing, and the files of the council.

export interface Login {
  id: string;
  secret: string;
  room: string;
}

export type Asked = { kind: "code"; code: string; claim: string } | { kind: "many" } | { kind: "offline" };
export type Claimed = { kind: "paired"; login: Login } | { kind: "waiting" } | { kind: "gone" } | { kind: "offline" };

const PATIENCE_MS = 8_000;

async function post(path: string, body: unknown): Promise<{ status: number; value: Record<string, unknown> } | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const reply = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), credentials: "omit", cache: "no-store",
      signal: stop.signal,
    });
    const text = await reply.text();
    const value: unknown = text === "" ? {} : JSON.parse(text);
    return { status: reply.status, value: (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown> };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for a code to show. */
export async function askForCode(): Promise<Asked> {
  const reply = await post("/wall/pair", {});
  if (reply === null) return { kind: "offline" };
  const { code, claim } = reply.value;
  if (reply.status === 200 && typeof code === "string" && typeof claim === "string") return { kind: "code", code, claim };
  return reply.status === 429 || reply.value["code"] === "too_many_wait" ? { kind: "many" } : { kind: "offline" };
}

/** Has the chair agreed? */
export async function askForLogin(claim: string): Promise<Claimed> {
  const reply = await post("/wall/claim", { claim });
  if (reply === null) return { kind: "offline" };
  if (reply.status === 202) return { kind: "waiting" };
  if (reply.status === 410) return { kind: "gone" };
  const { id, secret, room } = reply.value;
  const whole = reply.status === 200 && typeof id === "string" && typeof secret === "string" && typeof room === "string";
  return whole ? { kind: "paired", login: { id: id as string, secret: secret as string, room: room as string } } : { kind: "offline" };
}

/** A file of the council as a URL of this page; `null` while it cannot be had. */
export async function fileOf(which: "flag" | "anthem", login: Login): Promise<string | null> {
  try {
    const authorization = `Basic ${btoa(`${login.id}:${login.secret}`)}`;
    const reply = await fetch(`/wall/${which}`, { headers: { authorization }, credentials: "omit", cache: "no-store" });
    return reply.ok ? URL.createObjectURL(await reply.blob()) : null;
  } catch {
    return null;
  }
}
