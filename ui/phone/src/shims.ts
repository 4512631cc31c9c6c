// What Chrome 67 and Safari 13 lack and the bundle uses. test/bundle.test.ts takes these away and loads the bundle.

type Loose = Record<string, unknown>;

const root = self as unknown as Loose;
if (typeof root["globalThis"] === "undefined") root["globalThis"] = self;
if (typeof root["queueMicrotask"] === "undefined") {
  root["queueMicrotask"] = (task: () => void) => {
    Promise.resolve().then(task).catch((error) => setTimeout(() => { throw error; }));
  };
}

function add(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, writable: true, configurable: true });
}

add(Object, "fromEntries", (pairs: Iterable<[string, unknown]>) => {
  const made: Loose = {};
  for (const [name, value] of pairs) made[name] = value;
  return made;
});
add(Object, "hasOwn", (on: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(on, name));
add(Array.prototype, "at", function at<T>(this: T[], index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
});
add(Array.prototype, "flat", function flat(this: unknown[], depth = 1): unknown[] {
  const out: unknown[] = [];
  for (const part of this) {
    if (Array.isArray(part) && depth > 0) out.push(...(flat as (this: unknown[], depth: number) => unknown[]).call(part, depth - 1));
    else out.push(part);
  }
  return out;
});
add(Array.prototype, "flatMap", function flatMap(this: unknown[], map: (part: unknown, i: number) => unknown): unknown[] {
  return ([] as unknown[]).concat(...this.map(map));
});
add(String.prototype, "replaceAll", function replaceAll(this: string, what: string, by: string): string {
  return this.split(what).join(by);
});
add(Promise, "allSettled", (all: Iterable<unknown>) => Promise.all(Array.from(all, (one) => Promise.resolve(one).then(
  (value) => ({ status: "fulfilled", value }),
  (reason) => ({ status: "rejected", reason }),
))));

export {};
