import assert from "node:assert/strict";
import { test } from "node:test";
import { Part } from "../src/core/part";

test("a part that failed says so, and is loaded when asked again", async () => {
  const answers = [Promise.reject(new Error("no network")), Promise.resolve("desk")];
  let asked = 0;
  const part = new Part(() => answers[asked++] as Promise<string>);
  const want = (how: "want" | "again"): Promise<void> => new Promise((done) => part[how](done));
  await want("want");
  assert.deepEqual([part.state.kind, asked], ["failed", 1]);
  part.want(() => assert.fail("it is not loaded again by itself"));
  await want("again");
  assert.deepEqual(part.state, { kind: "ready", value: "desk" });
  part.again(() => assert.fail("it is there"));
  assert.equal(asked, 2);
});
