// Sorts what arrives: snapshots are taken, private messages checked for their form. Anything else is nothing.

import type { Answer, Message } from "../wire/device";
import type { Snapshots } from "./snapshots";

export type News =
  | { kind: "nothing" }
  | { kind: "clock" }
  | { kind: "snapshot"; notice: Message | null }
  /** The device's own state; `fresh` when it was newer than what we had. */
  | { kind: "state"; fresh: boolean }
  | { kind: "answer"; answer: Answer }
  | { kind: "message"; message: Message };

const NOTHING: News = { kind: "nothing" };

function object(payload: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function hasText(value: unknown): boolean {
  const text = (value as { text?: { vi?: unknown; en?: unknown } } | null)?.text;
  return typeof text?.vi === "string" && typeof text.en === "string";
}

export function sort(prefix: string, topic: string, payload: string, snaps: Snapshots): News {
  if (topic.indexOf(`${prefix}/`) !== 0) return NOTHING;
  const tail = topic.slice(prefix.length + 1);
  const own = /^d\/[^/]+\/down\/(state|receipt|msg)$/.exec(tail);
  switch (own?.[1]) {
    case "state":
      return { kind: "state", fresh: snaps.take("device", payload) };
    case "receipt": {
      const value = object(payload);
      return value === null || typeof value["req"] !== "string" ? NOTHING : { kind: "answer", answer: value as unknown as Answer };
    }
    case "msg": {
      const value = object(payload);
      return hasText(value) ? { kind: "message", message: value as unknown as Message } : NOTHING;
    }
    default:
  }
  if (!snaps.take(tail, payload)) return NOTHING;
  if (tail === "clock") return { kind: "clock" };
  return { kind: "snapshot", notice: tail === "notice" && hasText(snaps.notice) ? snaps.notice : null };
}
