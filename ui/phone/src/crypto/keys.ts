// The device's Ed25519 key. TweetNaCl needs neither crypto.subtle (plain http has none) nor BigInt (Safari 13 has none).

import nacl from "tweetnacl";
import type { Ask, Body, Envelope } from "../wire/device";
import { VERSION } from "../wire/snapshot";
import { toBase64, toHex, utf8 } from "./bytes";

export type Random = (length: number) => Uint8Array;

/** The browser's own randomness; there is no other source. */
export const browserRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

export interface Key {
  seed: Uint8Array;
  /** Base64 public key, as enrolment wants it. */
  publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** The key that grows from a seed of 32 bytes. */
export function keyFromSeed(seed: Uint8Array): Key {
  const pair = nacl.sign.keyPair.fromSeed(seed);
  return {
    seed,
    publicKey: toBase64(pair.publicKey),
    sign: (bytes) => nacl.sign.detached(bytes, pair.secretKey),
  };
}

/** Whether `signature` is the one of `key` over `bytes`. Wrong lengths are a plain no. */
export function verify(bytes: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  if (signature.length !== 64 || key.length !== 32) return false;
  return nacl.sign.detached.verify(bytes, signature, key);
}

export interface Heading {
  room: string;
  session: string;
  device: string;
  req: string;
  n: number;
  ts: number;
}

/** The signed envelope around a command: bytes are signed, never objects. */
export function seal(ask: Ask, heading: Heading, key: Key): Envelope {
  const body: Body = {
    v: VERSION,
    room: heading.room,
    session: heading.session,
    req: heading.req,
    n: heading.n,
    ts: heading.ts,
    ...ask,
  };
  const bytes = utf8(JSON.stringify(body));
  return { p: toBase64(bytes), k: heading.device, s: toBase64(key.sign(bytes)) };
}

/** A UUID of version 7 (RFC 9562): time first, so that ids sort as they were made. */
export function uuid7(now: number, random: Random): string {
  const bytes = random(16);
  let ms = Math.max(0, Math.floor(now));
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
