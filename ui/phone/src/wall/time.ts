// Clocks of speeches and votes at a moment of the kiosk's clock. Whole seconds are rounded down from what has passed, on
// every screen of the room, so that all tick together.

import type { Speaker, Vote } from "../wire/snapshot";
import { counted, countdown, lasted } from "../core/clock";
import type { Timer, Tone } from "./view";
import type { Words } from "./words";

export function speechTimer(speaker: Speaker, warn: number[], now: number, w: Words): Timer {
  const limit = speaker.limit_seconds * 1000;
  const left = limit - counted(speaker, now);
  const tone: Tone = left <= 0 ? "over" : left <= (warn[0] ?? 0) * 1000 ? "last" : "plain";
  const share = limit === 0 ? 0 : Math.max(0, Math.min(1, (Math.ceil(left / 1000) * 1000) / limit));
  const label = speaker.called ? [...w.called]
    : speaker.since === null ? [w.paused]
      : left <= 0 ? [w.over[0], w.over[1]] : [w.left[0], lasted(limit)];
  return { tone: speaker.called ? "plain" : tone, text: countdown(left), label, left: share };
}

export function voteTimer(vote: Vote, now: number, w: Words): Timer {
  const until = vote.held_since ?? now;
  const left = vote.warn_seconds * 1000 - Math.max(0, until - vote.opened_at - vote.held_ms);
  const label = vote.state === "held" ? w.paused : left <= 0 ? w.voteOver : w.voteLeft;
  return { tone: "plain", text: countdown(left), label: [label], left: 0 };
}
