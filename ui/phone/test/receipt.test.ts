import assert from "node:assert/strict";
import { createHash, createPublicKey, verify as nodeVerify } from "node:crypto";
import { test } from "node:test";
import { Log, path as pathOf, root as rootOf } from "../dev/log.mjs";
import { fromBase64, toBase64, toHex } from "../src/crypto/bytes";
import { keyFromSeed, seal, uuid7 } from "../src/crypto/keys";
import { flaw, leafHash, rootFromPath } from "../src/crypto/receipt";
import type { Receipt } from "../src/wire/device";

const seed = new Uint8Array(32).map((_, i) => i);
const key = keyFromSeed(seed);
const heading = { room: "an-binh", session: "s1", device: "p-1", req: "r", n: 1, ts: 1 };

// The leaves and roots of RFC 6962's reference implementation.
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

test("every leaf of the reference trees leads to their roots", () => {
  const hashes = LEAVES.map((leaf) => Buffer.from(leafHash(Buffer.from(leaf, "hex"))));
  ROOTS.forEach((wanted, last) => {
    const tree = hashes.slice(0, last + 1);
    tree.forEach((hash, i) => {
      const found = rootFromPath(i, tree.length, hash, pathOf(i, tree));
      assert.equal(found === null ? null : toHex(found), wanted, `leaf ${i} of ${tree.length}`);
    });
  });
});

test("paths of larger trees hold, and only at their own place", () => {
  const hashes = Array.from({ length: 37 }, (_, i) => createHash("sha256").update(String(i)).digest());
  for (let size = 1; size <= hashes.length; size += 1) {
    const tree = hashes.slice(0, size);
    const top = rootOf(tree).toString("hex");
    for (let i = 0; i < size; i += 1) {
      const path: Uint8Array[] = pathOf(i, tree);
      const hex = (index: number, length: number, way: Uint8Array[]): string | null => {
        const found = rootFromPath(index, length, tree[i] as Uint8Array, way);
        return found === null ? null : toHex(found);
      };
      assert.equal(hex(i, size, path), top);
      if (size > 1) assert.notEqual(hex((i + 1) % size, size, path), top);
      assert.equal(hex(i, size, [...path, new Uint8Array(32)]), null);
      if (path.length > 0) assert.notEqual(hex(i, size, path.slice(1)), top);
    }
  }
  assert.equal(rootFromPath(1, 1, new Uint8Array(32), []), null);
  assert.equal(rootFromPath(-1, 1, new Uint8Array(32), []), null);
  assert.equal(rootFromPath(0.5, 2, new Uint8Array(32), []), null);
});

test("what we sign is what node's own Ed25519 accepts", () => {
  // RFC 8032, 7.1, test 1: the public key of this secret.
  const known = keyFromSeed(Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex"));
  assert.equal(Buffer.from(known.publicKey, "base64").toString("hex"), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const envelope = seal({ t: "request_speech", kind: "speech" }, heading, key);
  const bytes = Buffer.from(envelope.p, "base64");
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key.publicKey, "base64")]);
  assert.ok(nodeVerify(null, bytes, createPublicKey({ key: der, format: "der", type: "spki" }), Buffer.from(envelope.s, "base64")));
  assert.deepEqual(JSON.parse(bytes.toString()), { v: 1, room: "an-binh", session: "s1", req: "r", n: 1, ts: 1, t: "request_speech", kind: "speech" });
});

test("a receipt is believed only when all of it fits", () => {
  const log = new Log();
  for (let i = 0; i < 4; i += 1) log.append({ filler: i }, 1);
  const envelope = seal({ t: "vote", vote: "v1", choice: "for", nonce: "x" }, heading, key);
  const good: Receipt = { v: 1, req: "r", ...log.append({ v: 1, at: 1, cause: { by: "device", envelope }, events: [] }, 7) };
  assert.equal(flaw(good, envelope, log.key), null);

  const other = seal({ t: "vote", vote: "v1", choice: "against", nonce: "x" }, heading, key);
  assert.equal(flaw(good, other, log.key), "envelope");
  assert.equal(flaw(good, envelope, new Log().key), "note");
  assert.equal(flaw(good, envelope, ""), "key");
  assert.equal(flaw({ ...good, leaf: "!" }, envelope, log.key), "leaf");
  assert.equal(flaw({ ...good, leaf: toBase64(new TextEncoder().encode("no json")) }, envelope, log.key), "leaf");
  assert.equal(flaw({ ...good, index: 2 }, envelope, log.key), "path");
  assert.equal(flaw({ ...good, path: good.path.slice(1) }, envelope, log.key), "path");
  const head = good.head;
  assert.equal(flaw({ ...good, head: { ...head, size: 6 } }, envelope, log.key), "path");
  assert.equal(flaw({ ...good, head: { ...head, note: head.note.replace("\n5\n", "\n6\n") } }, envelope, log.key), "note");
  assert.equal(flaw({ ...good, head: { ...head, note: `${head.note}more\n` } }, envelope, log.key), "signature");
  const signature = fromBase64(head.sig) as Uint8Array;
  signature[0] = (signature[0] as number) ^ 1;
  assert.equal(flaw({ ...good, head: { ...head, sig: toBase64(signature) } }, envelope, log.key), "signature");
});

test("ids sort as they were made", () => {
  const random = (length: number): Uint8Array => new Uint8Array(length).fill(0xff);
  const id = uuid7(0x0123456789ab, random);
  assert.equal(id, "01234567-89ab-7fff-bfff-ffffffffffff");
  assert.ok(uuid7(1_800_000_000_000, random) < uuid7(1_800_000_000_001, random));
});

test("base64 is strict", () => {
  for (const text of ["a", "ab", "abc", "ab=c", "a b=", "YQ", "-_=="]) assert.equal(fromBase64(text), null, text);
  assert.deepEqual(fromBase64("YQ=="), new Uint8Array([97]));
  assert.deepEqual(fromBase64(""), new Uint8Array([]));
});
