// Kiosk time on a device whose own clock may be wrong, from ticks that may come late.

import type { Watch } from "../wire/snapshot";

/** How many of the last ticks are looked at. */
const KEPT = 60;

/**
 * Kiosk time is the own clock plus the greatest difference of the last ticks: that of the tick with the least delay. The
 * own clock is a steady one, so that setting the phone's date changes nothing.
 */
export class KioskClock {
  private differences: number[] = [];
  private epoch: number | null = null;
  private correction: number | null = null;

  /** `difference`: what is believed before the first tick. */
  constructor(
    private readonly own: () => number,
    private difference: number,
  ) {}

  now(): number {
    return this.own() + this.difference;
  }

  /** The kiosk said over another way that it is `utc` about now; a tick is always better. */
  about(utc: number): void {
    if (this.differences.length === 0) this.difference = utc - this.own();
  }

  /** A tick has arrived. */
  tick(epoch: number, utc: number): void {
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.differences = [];
    }
    this.differences = [...this.differences, utc - this.own()].slice(-KEPT);
    this.difference = Math.max(...this.differences);
  }

  /** What the kiosk adds to its own clock; when that changes, ticks of before are void. */
  corrected(by: number): void {
    if (this.correction === by) return;
    if (this.correction !== null) this.difference += by - this.correction;
    this.correction = by;
    this.differences = [];
  }
}

/** Milliseconds that `watch` has counted. */
export function counted(watch: Watch, now: number): number {
  return watch.elapsed_ms + (watch.since === null ? 0 : Math.max(0, now - watch.since));
}

/** Milliseconds until the first of these running clocks shows another second; a whole one where none runs. */
export function untilNextSecond(running: number[]): number {
  const waits = running.map((ms) => 1000 - (((ms % 1000) + 1000) % 1000));
  return Math.min(1000, ...waits);
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** What a clock has counted, in whole seconds: `12:30`, from an hour on `1:02:33`. */
export function lasted(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
}

/** What is left, as the kiosk writes it: `00:42`, a second shown until it is over; past the end `+00:12`. */
export function countdown(ms: number): string {
  return ms < 0 ? `+${lasted(-ms)}` : lasted(Math.ceil(ms / 1000) * 1000);
}
