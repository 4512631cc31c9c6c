import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, countdown, KioskClock, lasted, untilNextSecond } from "../src/core/clock";
import { Cues } from "../src/core/cues";
import { running } from "../src/core/select";
import { Snapshots } from "../src/core/snapshots";
import type { Floor } from "../src/wire/snapshot";

/** Kiosk time at the start of every play, UTC milliseconds. */
const START = Date.UTC(2026, 11, 17, 2, 0, 0);

/** The same numbers at every run, from 0 to `most`. */
function numbers(seed: number, most: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648) * most;
  };
}

/** A phone whose own clock is off by `skew` and `drift` (parts in a million), and hears ticks after `delay`. */
class Phone {
  time = START;
  readonly clock: KioskClock;
  constructor(readonly skew: number, readonly drift: number, readonly delay: () => number) {
    this.clock = new KioskClock(() => this.own(this.time), 0);
  }
  own(at: number): number {
    return at + this.skew + ((at - START) * this.drift) / 1_000_000;
  }
  /** Ticks of whole seconds from `from`, in the order in which they arrive. */
  hear(from: number, count: number, epoch = 1, correction = 0): void {
    const ticks = Array.from({ length: count }, (_, i) => ({ sent: from + i * 1000, at: from + i * 1000 + this.delay() })).sort((a, b) => a.at - b.at);
    for (const { sent, at } of ticks) {
      this.time = at;
      this.clock.tick(epoch, sent + correction);
    }
  }
  get error(): number {
    return this.clock.now() - this.time;
  }
}

test("a phone that is hours wrong shows kiosk time to 100 ms, whatever the network does", () => {
  const delays: [string, () => number][] = [["quick", numbers(1, 20)], ["slow", numbers(2, 900)], ["mostly stalled", (() => {
    const any = numbers(3, 1);
    return () => (any() < 0.9 ? 3_000 + any() * 5_000 : 10 + any() * 60);
  })()]];
  for (const skew of [0, -7 * 3_600_000, 86_400_000, 1_234]) {
    for (const drift of [0, 200, -200]) {
      for (const [name, delay] of delays) {
        const phone = new Phone(skew, drift, delay);
        phone.hear(START, 120);
        assert.ok(Math.abs(phone.error) <= 100, `${name}, skew ${skew}, drift ${drift}: ${phone.error}`);
      }
    }
  }
});

test("the tick with the least delay counts, and sixty ticks later it is forgotten", () => {
  const delays = [400, 20, 700];
  const phone = new Phone(5_000, 0, () => delays.shift() ?? 300);
  phone.hear(START, 3);
  assert.equal(phone.error, -20);
  phone.hear(START + 3_000, 58);
  assert.equal(phone.error, -20);
  phone.hear(START + 61_000, 2);
  assert.equal(phone.error, -300);
});

test("a new start of the kiosk and a corrected clock empty what was heard", () => {
  const phone = new Phone(0, 0, () => 10);
  phone.clock.corrected(0);
  phone.hear(START, 5);
  // The restarted machine's clock is a minute behind: the old, greater differences must not win.
  phone.hear(START + 5_000, 2, 2, -60_000);
  assert.equal(Math.round(phone.error), -60_010);
  phone.clock.corrected(60_000);
  assert.equal(Math.round(phone.error), -10, "known at once, before the next tick");
  phone.clock.corrected(0);
  phone.hear(START + 8_000, 1, 2, -60_000);
  assert.equal(Math.round(phone.error), -60_010);
});

test("before the first tick it is about what the page was told", () => {
  const phone = new Phone(0, 0, () => 0);
  phone.clock.about(START - 3);
  assert.equal(phone.error, -3);
  phone.hear(START, 1);
  phone.clock.about(START + 99_000);
  assert.equal(phone.error, 0);
});

test("two phones and the kiosk show the same second within 100 ms of its beginning", () => {
  const watch = { elapsed_ms: 4_321, since: START + 777 };
  const phones = [new Phone(-3_600_000, 50, numbers(4, 60)), new Phone(41, -50, numbers(5, 60))];
  for (const phone of phones) phone.hear(START, 70);
  for (const phone of phones) {
    for (let second = 80; second < 90; second += 1) {
      // The kiosk turns to this second of the speech now; 100 ms later, every phone must have.
      phone.time = START + 777 - 4_321 + second * 1000 + 100;
      assert.equal(lasted(counted(watch, phone.clock.now())), lasted(second * 1000));
    }
  }
});

test("a clock stands while it is paused or not started, and shows its own seconds", () => {
  assert.equal(counted({ elapsed_ms: 9_500, since: null }, START), 9_500);
  assert.equal(counted({ elapsed_ms: 9_500, since: START }, START + 700), 10_200);
  assert.equal(counted({ elapsed_ms: 9_500, since: START + 400 }, START), 9_500, "never backwards");
  assert.deepEqual([untilNextSecond([]), untilNextSecond([10_200]), untilNextSecond([10_200, 3_900]), untilNextSecond([-300])], [1000, 800, 100, 300]);
  for (const [ms, text] of [[0, "00:00"], [59_999, "00:59"], [754_000, "12:34"], [3_753_000, "1:02:33"]] as const) assert.equal(lasted(ms), text);
});

const floor = (fields: Partial<NonNullable<Floor["speaker"]>> = {}): Floor => ({
  v: 1, epoch: 1, rev: 1, last: null, warn_seconds: [60, 15], item_clock: null, session_clock: null, questioning: null,
  speaker: {
    speech: "s1", delegate: "d06", name: "", title: "", group: "", kind: "speech", turn: 1, limit_seconds: 180, called: false, elapsed_ms: 0, since: START, ...fields,
  },
});

test("what is left is a whole second less with each second spoken, and over time counts up", () => {
  const shown = (spoken: number): string => countdown(180_000 - spoken);
  assert.deepEqual([0, 999, 1_000, 179_000, 180_000, 180_999, 181_000, 245_000].map((ms) => shown(ms)),
    ["03:00", "03:00", "02:59", "00:01", "00:00", "+00:00", "+00:01", "+01:05"]);
});

test("the phone of the called one stirs once, warns at each warning, and says once that time is up", () => {
  const cues = new Cues();
  const heard: string[] = [];
  for (let ms = 0; ms <= 200_000; ms += 1000) for (const cue of cues.due(floor(), "d06", START + ms)) heard.push(`${cue} ${ms / 1000}`);
  assert.deepEqual(heard, ["called 0", "warning 120", "warning 165", "up 180"]);
  assert.deepEqual(cues.due(floor(), "d09", START + 201_000), [], "another's turn is silent");
});

test("a phone that slept, came late or is paused makes no sound for what is over", () => {
  const late = new Cues();
  assert.deepEqual(late.due(floor(), "d06", START + 150_000), [], "opened in mid-speech");
  assert.deepEqual(late.due(floor(), "d06", START + 178_000), [], "slept through a warning");
  assert.deepEqual(late.due(floor(), "d06", START + 180_000), ["up"]);
  const waits = new Cues();
  assert.deepEqual(waits.due(floor({ called: true, since: null }), "d06", START + 50_000), ["called"]);
  assert.deepEqual(waits.due(floor({ called: false, since: START + 60_000 }), "d06", START + 60_000), [], "the clock starts, nothing more");
  const more = new Cues();
  more.due(floor(), "d06", START + 118_000);
  assert.deepEqual(more.due(floor(), "d06", START + 120_000), ["warning"]);
  more.due(floor({ limit_seconds: 240 }), "d06", START + 121_000);
  for (let s = 122; s < 180; s += 1) more.due(floor({ limit_seconds: 240 }), "d06", START + s * 1000);
  assert.deepEqual(more.due(floor({ limit_seconds: 240 }), "d06", START + 180_000), ["warning"], "a minute more warns again");
});

test("the clocks that run are those of speech, item, sitting and an open vote", () => {
  const snaps = new Snapshots();
  snaps.take("floor", JSON.stringify({ ...floor(), item_clock: { elapsed_ms: 5_000, since: null, planned_minutes: 45 }, session_clock: { elapsed_ms: 0, since: START - 60_000 } }));
  assert.deepEqual(running(snaps, START + 250), [250, 60_250]);
});

test("a countdown ends at zero and then counts up", () => {
  for (const [ms, text] of [[42_000, "00:42"], [41_001, "00:42"], [600_000, "10:00"], [3_876_000, "1:04:36"], [0, "00:00"], [-400, "+00:00"], [-12_000, "+00:12"]] as const) {
    assert.equal(countdown(ms), text);
  }
});
