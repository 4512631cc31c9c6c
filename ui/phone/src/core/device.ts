// The outbox of an enrolled device: seals with its key, checks receipts with the kiosk's, keeps itself in the browser.

import type { Key } from "../crypto/keys";
import { browserRandom, seal, uuid7 } from "../crypto/keys";
import { flaw } from "../crypto/receipt";
import type { Identity } from "./identity";
import { loadOutbox, outboxName } from "./identity";
import { Outbox } from "./outbox";
import type { Snapshots } from "./snapshots";
import type { Store } from "./storage";

export interface Room {
  readonly store: Store;
  readonly snaps: Snapshots;
  /** As it is now: the kiosk's key comes with the first `down/state`. */
  readonly identity: Identity | null;
  now(): number;
}

export function deviceOutbox(app: Room, { room, device }: Identity, key: Key): Outbox {
  return new Outbox({
    seal: (ask, n) => {
      const req = uuid7(app.now(), browserRandom);
      const session = app.snaps.device?.session ?? app.snaps.session?.session ?? "";
      return { req, envelope: seal(ask, { room, session, device, req, n, ts: Date.now() }, key) };
    },
    flaw: (answer, envelope) => {
      try {
        return flaw(answer, envelope, app.identity?.kioskKey ?? "");
      } catch {
        return "malformed";
      }
    },
    corrected: (at) => at + (app.snaps.session?.clock_offset_ms ?? 0),
    jitter: () => Math.random(),
    save: (kept) => app.store.put(outboxName(device), JSON.stringify(kept)),
  }, loadOutbox(app.store, device));
}
