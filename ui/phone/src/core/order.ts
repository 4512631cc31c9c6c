// Which of two messages on one topic is the truth.

import type { KioskState, Ordered } from "../wire/snapshot";

/** A snapshot replaces another only when its `(epoch, rev)` is greater. */
export function newer(next: Ordered, last: Ordered | null | undefined): boolean {
  if (last === null || last === undefined) return true;
  return next.epoch > last.epoch || (next.epoch === last.epoch && next.rev > last.rev);
}

/** The kiosk's life is ordered by connection: the late will of an older connection says nothing. */
export function liveNewer(next: KioskState, last: KioskState | null): boolean {
  if (last === null) return true;
  return next.epoch > last.epoch || (next.epoch === last.epoch && next.conn >= last.conn);
}
