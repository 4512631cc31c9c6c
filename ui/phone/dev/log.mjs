// An RFC 9162 log with signed heads, written apart from the page's own check so that the two can disagree.

import { createHash, generateKeyPairSync, sign } from "node:crypto";

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const leafHash = (leaf) => sha(Buffer.from([0]), leaf);
const nodeHash = (left, right) => sha(Buffer.from([1]), left, right);

function split(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export function root(hashes) {
  if (hashes.length === 0) return sha();
  if (hashes.length === 1) return hashes[0];
  const k = split(hashes.length);
  return nodeHash(root(hashes.slice(0, k)), root(hashes.slice(k)));
}

export function path(index, hashes) {
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  return index < k
    ? [...path(index, hashes.slice(0, k)), root(hashes.slice(k))]
    : [...path(index - k, hashes.slice(k)), root(hashes.slice(0, k))];
}

export class Log {
  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    this.privateKey = privateKey;
    this.publicKey = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
    this.hashes = [];
  }

  get key() {
    return this.publicKey.toString("base64");
  }

  /** Appends a leaf and gives the receipt's part for it. */
  append(value, at) {
    const leaf = Buffer.from(JSON.stringify(value));
    const index = this.hashes.push(leafHash(leaf)) - 1;
    const top = root(this.hashes).toString("base64");
    const origin = `nghitruong/${sha(this.publicKey).subarray(0, 8).toString("hex")}`;
    const note = `${origin}\n${this.hashes.length}\n${top}\nepoch 1\nat ${at}\nhistory ${Buffer.alloc(32).toString("base64")}\n`;
    const code = this.hashes[index].toString("hex").slice(0, 8).toUpperCase();
    return {
      code: `${code.slice(0, 4)} ${code.slice(4)}`,
      index,
      leaf: leaf.toString("base64"),
      path: path(index, this.hashes).map((hash) => hash.toString("base64")),
      head: {
        note, size: this.hashes.length, root: top, at,
        sig: sign(null, Buffer.from(note), this.privateKey).toString("base64"),
      },
    };
  }
}
