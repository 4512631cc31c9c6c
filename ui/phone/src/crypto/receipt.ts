// Checks a receipt: our own envelope is inside the leaf, the leaf lies under the root (RFC 9162), the kiosk signed it.

import { sha256 } from "@noble/hashes/sha2.js";
import type { Envelope, Receipt } from "../wire/device";
import { fromBase64, fromUtf8, join, same, toHex, utf8 } from "./bytes";
import { verify } from "./keys";

export type Flaw = "leaf" | "envelope" | "path" | "note" | "key" | "signature";

export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(join(new Uint8Array([0]), leaf));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(join(new Uint8Array([1]), left, right));
}

/**
 * The root that a leaf's hash and its inclusion path lead to (RFC 9162, 2.1.3.2), or `null` when the path does not fit
 * the index and the size. Plain division, because an index may be above 2^32.
 */
export function rootFromPath(index: number, size: number, hash: Uint8Array, path: Uint8Array[]): Uint8Array | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  let fn = index;
  let sn = size - 1;
  let root = hash;
  for (const part of path) {
    if (sn === 0 || part.length !== 32) return null;
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(part, root);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      root = nodeHash(root, part);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? root : null;
}

/** Whether a value holds, at any depth, exactly this envelope. */
function holds(value: unknown, envelope: Envelope): boolean {
  if (Array.isArray(value)) return value.some((part) => holds(part, envelope));
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  if (fields["p"] === envelope.p && fields["k"] === envelope.k && fields["s"] === envelope.s) return true;
  return Object.keys(fields).some((name) => holds(fields[name], envelope));
}

/** The first line of the kiosk's notes: its name and the start of its key's hash. */
export function origin(key: Uint8Array): string {
  return `nghitruong/${toHex(sha256(key).subarray(0, 8))}`;
}

/** What is wrong with a receipt for `envelope`, or `null` when it proves that the envelope was recorded. */
export function flaw(receipt: Receipt, envelope: Envelope, kioskKey: string): Flaw | null {
  const key = fromBase64(kioskKey);
  if (key === null || key.length !== 32) return "key";
  const leaf = fromBase64(receipt.leaf);
  if (leaf === null) return "leaf";
  let entry: unknown;
  try {
    entry = JSON.parse(fromUtf8(leaf));
  } catch {
    return "leaf";
  }
  if (!holds(entry, envelope)) return "envelope";

  const path: Uint8Array[] = [];
  for (const text of receipt.path) {
    const part = fromBase64(text);
    if (part === null) return "path";
    path.push(part);
  }
  const root = rootFromPath(receipt.index, receipt.head.size, leafHash(leaf), path);
  const claimed = fromBase64(receipt.head.root);
  if (root === null || claimed === null || !same(root, claimed)) return "path";

  const lines = receipt.head.note.split("\n");
  if (lines[0] !== origin(key) || lines[1] !== String(receipt.head.size) || lines[2] !== receipt.head.root) return "note";
  const signature = fromBase64(receipt.head.sig);
  if (signature === null || !verify(utf8(receipt.head.note), signature, key)) return "signature";
  return null;
}
