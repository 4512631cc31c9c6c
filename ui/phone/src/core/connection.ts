// Keeps one connection alive: tries again with growing waits, at once when asked, and gives up a line that went silent.

import type { Credential, LinkEvents } from "../net/link";
import { Link } from "../net/link";

const WAITS_MS = [1_000, 2_000, 3_000, 5_000, 8_000];
/** The kiosk's clock comes each second; this long without a word means that the line is dead. */
const SILENCE_MS = 7_000;

export type LineState =
  | { kind: "idle" }
  | { kind: "connecting"; lostSince: number }
  | { kind: "online" }
  | { kind: "waiting"; lostSince: number; retryAt: number }
  | { kind: "denied" }
  | { kind: "taken" };

export interface ConnectionEvents {
  changed(): void;
  /** Subscribed; retained snapshots follow. */
  online(): void;
  denied(): void;
  message(topic: string, payload: string): void;
}

export class Connection {
  state: LineState = { kind: "idle" };
  private link: Link | null = null;
  private credential: Credential | null = null;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heard = 0;
  private ticking = false;

  constructor(
    private readonly address: string,
    private readonly events: ConnectionEvents,
    private readonly clock: () => number,
  ) {}

  use(credential: Credential): void {
    this.credential = credential;
    this.tries = 0;
    this.connect(this.clock());
  }

  stop(state: LineState = { kind: "idle" }): void {
    clearTimeout(this.timer);
    this.link?.drop();
    this.link = null;
    this.state = state;
    this.events.changed();
  }

  /** Somebody pressed "try again", the page came to the front, or the network came back. */
  retryNow(): void {
    if (this.state.kind === "waiting") this.connect(this.state.lostSince);
    else if (this.state.kind === "online" || this.state.kind === "taken" || this.state.kind === "denied") this.connect(this.clock());
  }

  publish(tail: string, payload: string, delivered: () => void): void {
    if (this.state.kind === "online") this.link?.publish(tail, payload, delivered);
  }

  /** Called about once a second. */
  check(): void {
    if (this.state.kind === "online" && this.ticking && this.clock() - this.heard > SILENCE_MS) this.lost();
  }

  private connect(lostSince: number): void {
    const credential = this.credential;
    if (credential === null) return;
    clearTimeout(this.timer);
    this.link?.drop();
    this.ticking = false;
    this.state = { kind: "connecting", lostSince };
    const link = new Link(this.address, credential, this.eventsOf(() => this.link === link));
    this.link = link;
    link.open();
    this.events.changed();
  }

  private eventsOf(current: () => boolean): LinkEvents {
    return {
      online: () => {
        if (!current()) return;
        this.tries = 0;
        this.heard = this.clock();
        this.state = { kind: "online" };
        this.events.online();
        this.events.changed();
      },
      offline: (why) => {
        if (!current()) return;
        if (why === "lost") {
          this.lost();
          return;
        }
        this.stop(why === "denied" ? { kind: "denied" } : { kind: "taken" });
        if (why === "denied") this.events.denied();
      },
      message: (topic, payload) => {
        if (!current()) return;
        this.heard = this.clock();
        if (topic.slice(-6) === "/clock") this.ticking = true;
        this.events.message(topic, payload);
      },
    };
  }

  private lost(): void {
    const since = "lostSince" in this.state ? this.state.lostSince : this.clock();
    this.link?.drop();
    this.link = null;
    const plain = WAITS_MS[Math.min(this.tries, WAITS_MS.length - 1)] as number;
    this.tries += 1;
    const wait = Math.round(plain * (0.8 + Math.random() * 0.4));
    this.state = { kind: "waiting", lostSince: since, retryAt: this.clock() + wait };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(since), wait);
    this.events.changed();
  }
}
