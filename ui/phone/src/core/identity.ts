// Who this browser is: the device that enrolment made, and the key that never leaves it.

import { fromBase64, toBase64 } from "../crypto/bytes";
import type { Key } from "../crypto/keys";
import { keyFromSeed } from "../crypto/keys";
import type { Role } from "../wire/device";
import { draftsName } from "./drafts";
import type { Kept } from "./outbox";
import type { Store } from "./storage";
import { readJson } from "./storage";

export const IDENTITY = "nt.identity";

export interface Identity {
  v: 1;
  room: string;
  prefix: string;
  device: string;
  secret: string;
  /** Base64 of the 32 bytes that the key grows from. */
  seed: string;
  name: string;
  role: Role;
  /** Base64 key of the kiosk, as first seen; receipts are checked with this one only. */
  kioskKey: string | null;
}

export function loadIdentity(store: Store): { identity: Identity; key: Key } | null {
  const identity = readJson<Identity>(store, IDENTITY);
  if (identity === null || identity.v !== 1) return null;
  const seed = fromBase64(identity.seed);
  if (seed === null || seed.length !== 32) return null;
  return { identity, key: keyFromSeed(seed) };
}

export function saveIdentity(store: Store, identity: Identity): void {
  store.put(IDENTITY, JSON.stringify(identity));
}

export function forgetIdentity(store: Store, device: string): void {
  store.drop(IDENTITY);
  store.drop(outboxName(device));
  store.drop(draftsName(device));
}

export function newIdentity(fields: Omit<Identity, "v" | "seed" | "kioskKey">, key: Key): Identity {
  return { v: 1, ...fields, seed: toBase64(key.seed), kioskKey: null };
}

export function outboxName(device: string): string {
  return `nt.outbox.${device}`;
}

export function loadOutbox(store: Store, device: string): Kept | null {
  const kept = readJson<Kept>(store, outboxName(device));
  return kept !== null && Array.isArray(kept.pending) && Array.isArray(kept.settled) ? kept : null;
}
