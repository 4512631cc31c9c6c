// What the phone of the one who speaks does by itself: it stirs when called, and sounds once at each warning and once when
// time is up. Nothing is made up for later: a phone that slept through a moment stays silent about it.

import { counted } from "./clock";
import type { Floor } from "../wire/snapshot";

export type Cue = "called" | "warning" | "up";

/** A moment this long ago is over. */
const STALE_MS = 3_000;

export class Cues {
  private last: { speech: string; left: number; at: number } | null = null;

  /** What is due `now`, kiosk time, to the phone of `delegate`. */
  due(floor: Floor | null, delegate: string | null, now: number): Cue[] {
    const speaker = floor?.speaker ?? null;
    if (floor === null || speaker === null || delegate === null || speaker.delegate !== delegate) {
      this.last = null;
      return [];
    }
    const left = speaker.limit_seconds * 1000 - counted(speaker, now);
    const last = this.last;
    this.last = { speech: speaker.speech, left, at: now };
    if (last === null || last.speech !== speaker.speech) {
      const begun = speaker.limit_seconds * 1000 - left;
      return speaker.called || begun < STALE_MS ? ["called"] : [];
    }
    if (now - last.at > STALE_MS) return [];
    if (last.left > 0 && left <= 0) return ["up"];
    return floor.warn_seconds.some((seconds) => last.left > seconds * 1000 && left <= seconds * 1000) ? ["warning"] : [];
  }
}
