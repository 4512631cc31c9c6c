// The last true word on every topic. Nothing here is ever changed by this page, only replaced by what is newer.

import type { DeviceState, Message } from "../wire/device";
import type {
  Agenda, Clock, Floor, KioskState, Ordered, Questions, Queue, Roll, Session, Tally, Vote,
} from "../wire/snapshot";
import { decode } from "../wire/decode";
import { VERSION } from "../wire/snapshot";
import { liveNewer, newer } from "./order";

export class Snapshots {
  kiosk: KioskState | null = null;
  session: Session | null = null;
  agenda: Agenda | null = null;
  roll: Roll | null = null;
  floor: Floor | null = null;
  queue: Queue | null = null;
  questions: Questions | null = null;
  device: DeviceState | null = null;
  votes: Record<string, Vote> = {};
  tallies: Record<string, Tally> = {};
  clock: Clock | null = null;
  notice: Message | null = null;

  /**
   * Takes a message from `tail`, the topic without its prefix (`session`, `vote/v1`, `state` for the device's own).
   * `true` when it changed what is known; anything malformed or old changes nothing.
   */
  take(tail: string, payload: string): boolean {
    const [name, id] = tail.split("/") as [string, string | undefined];
    if (payload === "") return this.clear(name, id);
    let message: unknown;
    try {
      message = JSON.parse(payload);
    } catch {
      return false;
    }
    if (typeof message !== "object" || message === null || (message as { v?: unknown }).v !== VERSION) return false;
    switch (name) {
      case "kiosk": {
        const next = message as KioskState;
        if (id !== "state" || !liveNewer(next, this.kiosk)) return false;
        this.kiosk = next;
        return true;
      }
      case "session":
      case "agenda":
      case "roll":
      case "floor":
      case "queue":
      case "questions":
        return this.replace(name, message as Ordered);
      case "vote":
      case "tally": {
        const table: Record<string, Ordered> = name === "vote" ? this.votes : this.tallies;
        if (id === undefined || !ordered(message) || !newer(message, table[id])) return false;
        table[id] = decode(name, message);
        return true;
      }
      case "clock":
        if (typeof (message as Clock).utc_ms !== "number" || typeof (message as Clock).epoch !== "number") return false;
        this.clock = message as Clock;
        return true;
      case "notice":
        this.notice = message as Message;
        return true;
      case "device":
        return this.replace("device", message as Ordered);
      default:
        return false;
    }
  }

  private replace(name: "session" | "agenda" | "roll" | "floor" | "queue" | "questions" | "device", next: Ordered): boolean {
    if (!ordered(next) || !newer(next, this[name])) return false;
    (this as Record<string, unknown>)[name] = decode(name, next);
    return true;
  }

  /** An empty retained message takes a vote's topic away. */
  private clear(name: string, id: string | undefined): boolean {
    if (id === undefined) return false;
    if (name === "vote") return delete this.votes[id];
    if (name === "tally") return delete this.tallies[id];
    return false;
  }
}

function ordered(message: object): message is Ordered {
  const { epoch, rev } = message as Partial<Ordered>;
  return typeof epoch === "number" && typeof rev === "number";
}
