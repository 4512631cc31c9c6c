// The kiosk's HTTP side. Errors come as values: a code and a sentence in both languages.

import type { Text } from "../wire/text";
import type { Role } from "../wire/device";

/** This browser as a guest at the broker; `pass` proves to the kiosk that the room's code was given. */
export interface Guest {
  client_id: string;
  user: string;
  password: string;
  pass: string;
}

export interface Me {
  room: string;
  prefix: string;
  /** The kiosk's UTC milliseconds. */
  time: number;
  /** `null`: the room's code has not been given here, or too long ago. */
  guest: Guest | null;
}

export interface Enrolled {
  device: string;
  secret: string;
  name: string;
  role: Role;
}

export interface DocumentInfo {
  pages: number;
}

export type Failure =
  | { kind: "offline" }
  | { kind: "said"; status: number; code: string; text: Text | null };

export type Result<T> = { ok: true; value: T } | { ok: false; why: Failure };

const PATIENCE_MS = 8_000;

async function call<T>(path: string, body?: unknown): Promise<Result<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const init: RequestInit = { credentials: "same-origin", cache: "no-store", signal: stop.signal };
    if (body !== undefined) {
      init.method = "POST";
      init.headers = { "content-type": "application/json" };
      init.body = JSON.stringify(body);
    }
    const reply = await fetch(path, init);
    const text = await reply.text();
    let value: unknown = null;
    try {
      value = text === "" ? null : JSON.parse(text);
    } catch {
      value = null;
    }
    if (reply.ok) return { ok: true, value: value as T };
    return { ok: false, why: said(reply.status, value) };
  } catch {
    return { ok: false, why: { kind: "offline" } };
  } finally {
    clearTimeout(timer);
  }
}

function said(status: number, value: unknown): Failure {
  const fields = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const { code, text_vi: vi, text_en: en } = fields;
  return {
    kind: "said",
    status,
    code: typeof code === "string" ? code : `http_${status}`,
    text: typeof vi === "string" ? { vi, en: typeof en === "string" ? en : vi } : null,
  };
}

export const api = {
  me: () => call<Me>("/api/me"),
  join: (code: string) => call<unknown>("/api/join", { code }),
  /** `key` is the base64 public key; the room's pass travels in its cookie. */
  enrol: (code: string, key: string) => call<Enrolled>("/api/enrol", { code, key }),
  document: (id: string) => call<DocumentInfo>(`/doc/${encodeURIComponent(id)}`),
};

export function pageUrl(id: string, page: number, width: 720 | 1080): string {
  return `/doc/${encodeURIComponent(id)}/${page}.png?w=${width}`;
}

export function fileUrl(id: string): string {
  return `/doc/${encodeURIComponent(id)}/file`;
}
