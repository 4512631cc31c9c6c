// Clocks of speeches and votes at a moment of the kiosk's clock. Whole seconds are rounded down from what has passed, on
// every screen of the room, so that all tick together.

import type { Speaker, Vote, Watch } from "../wire/snapshot";
import { counted as countedMs } from "../core/clock";
import type { Timer, Tone } from "./view";
import type { Words } from "./words";

/** Whole seconds that a clock has counted. */
export const counted = (watch: Watch, now: number): number => Math.floor(countedMs(watch, now) / 1000);

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** "07:00"; an hour is 60 minutes more. */
export function clockText(seconds: number): string {
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** What is left, or how long it is over: "+01:24". */
function leftText(left: number): string {
  return left > 0 ? clockText(left) : `+${clockText(-left)}`;
}

export function speechTimer(speaker: Speaker, warn: number[], now: number, w: Words): Timer {
  const limit = speaker.limit_seconds;
  const left = limit - counted(speaker, now);
  const tone: Tone = left <= 0 ? "over" : left <= (warn[0] ?? 0) ? "last" : "plain";
  const share = limit === 0 ? 0 : Math.max(0, Math.min(1, left / limit));
  const label = speaker.called ? [...w.called]
    : speaker.since === null ? [w.paused]
      : left <= 0 ? [w.over[0], w.over[1]] : [w.left[0], clockText(limit)];
  return { tone: speaker.called ? "plain" : tone, text: leftText(left), label, left: share };
}

export function voteTimer(vote: Vote, now: number, w: Words): Timer {
  const until = vote.held_since ?? now;
  const passed = Math.floor(Math.max(0, until - vote.opened_at - vote.held_ms) / 1000);
  const left = vote.warn_seconds - passed;
  const label = vote.state === "held" ? w.paused : left <= 0 ? w.voteOver : w.voteLeft;
  return { tone: "plain", text: leftText(left), label: [label], left: 0 };
}
