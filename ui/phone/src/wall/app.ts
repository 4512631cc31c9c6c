// A display's own state: pairing, the connection, and what the kiosk last said. It changes nothing in the room.

import { KioskClock } from "../core/clock";
import { Connection } from "../core/connection";
import type { Store } from "../core/storage";
import { readJson } from "../core/storage";
import { Known } from "./known";
import type { Login } from "./net";
import { askForCode, askForLogin, fileOf } from "./net";
import type { Line, Seen } from "./present";
import { NOTHING_SEEN, present, remember, scale } from "./present";
import type { View } from "./view";
import { NO_FOOT } from "./view";
import type { Words } from "./words";

const LOGIN = "nt.wall";
const CLAIM_MS = 2_000;
const RETRY_MS = 5_000;
/** A connection that breaks is forgiven for so long; then its figures are no longer shown as if they were true. */
const PATIENCE_MS = 3_000;
const FILE_RETRY_MS = 15_000;

export class WallApp {
  /** The whole of what was true last. */
  known = new Known();
  flag: string | null = null;
  anthem: string | null = null;
  private login: Login | null;
  private code = "";
  private trouble: "none" | "offline" | "many" = "none";
  /** What comes over the running connection, until it is whole and may take the place of `known`. */
  private coming: Known | null = null;
  private live = false;
  private everLive = false;
  private heardAt = 0;
  private readonly clock = new KioskClock(() => performance.now(), Date.now() - performance.now());
  /** Kiosk time of the last word. */
  private toldAt = 0;
  private seen: Seen = NOTHING_SEEN;
  private anthemPlayed = true;
  private filesOf = "";
  private readonly line: Connection;

  constructor(
    private readonly store: Store,
    address: string,
    private readonly host: string,
    private readonly words: Words,
    private readonly changed: () => void,
  ) {
    this.login = readJson<Login>(store, LOGIN);
    this.line = new Connection(address, {
      changed: () => this.changed(),
      online: () => {
        this.coming = new Known();
      },
      denied: () => this.unpaired(),
      message: (topic, payload) => this.message(topic, payload),
    }, () => Date.now());
  }

  start(): void {
    if (this.login === null) void this.pair();
    else this.connect(this.login);
  }

  /** Called several times a second. */
  tick(): void {
    this.line.check();
    if (this.line.state.kind !== "online" && this.live && Date.now() - this.heardAt > PATIENCE_MS) this.live = false;
    // The same display was opened twice; the newer has taken over, and this one waits its turn.
    if (this.line.state.kind === "taken" && Date.now() - this.heardAt > 60_000) {
      this.heardAt = Date.now();
      this.line.retryNow();
    }
  }

  retryNow(): void {
    if (this.line.state.kind === "waiting") this.line.retryNow();
  }

  view(): View {
    if (this.login === null) return this.pairing();
    return present(this.known, this.standing(), this.seen, this.clock.now(), this.words);
  }

  get size(): number {
    return scale(this.login === null ? null : this.known);
  }

  get light(): boolean {
    return this.login !== null && this.known.wall?.light === true;
  }

  get play(): boolean {
    return !this.anthemPlayed && this.known.wall?.show === "anthem";
  }

  played(): void {
    this.anthemPlayed = true;
  }

  private standing(): Line {
    if (this.live && this.known.kiosk?.state !== "lost") return { kind: "live" };
    return this.everLive ? { kind: "lost", since: this.toldAt } : { kind: "first" };
  }

  private pairing(): View {
    const how = this.trouble === "offline" ? this.words.pairWait : this.trouble === "many" ? this.words.pairMany : this.words.pairHow;
    const code = this.trouble === "none" && this.code !== "" ? `${this.code.slice(0, 3)} ${this.code.slice(3)}` : "";
    return {
      screen: { kind: "pairing", code, how },
      head: { tag: this.words.pairing, note: "" },
      foot: { ...NO_FOOT, notes: [this.host] },
      clock: "",
    };
  }

  private async pair(): Promise<void> {
    const asked = await askForCode();
    if (asked.kind !== "code") {
      this.trouble = asked.kind;
      this.changed();
      setTimeout(() => void this.pair(), RETRY_MS);
      return;
    }
    this.trouble = "none";
    this.code = asked.code;
    this.changed();
    void this.claim(asked.claim);
  }

  private async claim(claim: string): Promise<void> {
    const answer = await askForLogin(claim);
    switch (answer.kind) {
      case "paired":
        this.login = answer.login;
        this.store.put(LOGIN, JSON.stringify(answer.login));
        this.connect(answer.login);
        break;
      case "gone":
        this.code = "";
        setTimeout(() => void this.pair(), CLAIM_MS);
        break;
      case "waiting":
      case "offline":
        this.trouble = answer.kind === "offline" ? "offline" : "none";
        setTimeout(() => void this.claim(claim), CLAIM_MS);
        break;
    }
    this.changed();
  }

  private connect(login: Login): void {
    const { id, secret, room } = login;
    this.line.use({ id, user: id, password: secret, prefix: `nt/1/${room}`, device: false, also: ["wall", "wall/code"] });
  }

  /** The chair has taken this display away, or the kiosk knows it no longer. */
  private unpaired(): void {
    this.store.drop(LOGIN);
    this.login = null;
    this.known = new Known();
    this.coming = null;
    this.live = false;
    this.everLive = false;
    this.filesOf = "";
    this.code = "";
    void this.pair();
  }

  private message(topic: string, payload: string): void {
    const prefix = `nt/1/${this.login?.room ?? ""}/`;
    if (topic.indexOf(prefix) !== 0) return;
    const tail = topic.slice(prefix.length);
    const into = this.coming ?? this.known;
    if (!into.take(tail, payload)) return;
    this.heardAt = Date.now();
    if (tail === "clock" && into.clock !== null) {
      if (into.session !== null) this.clock.corrected(into.session.clock_offset_ms);
      this.clock.tick(into.clock.epoch, into.clock.utc_ms);
      this.toldAt = this.clock.now();
      this.settle();
    }
    if (this.coming === null) this.note();
    this.changed();
  }

  /** With the first tick after a connection everything retained has come: swapped whole, so that nothing is mixed. */
  private settle(): void {
    if (this.coming !== null && this.coming.whole) {
      if (!this.everLive) this.anthemPlayed = this.coming.wall?.show === "anthem";
      this.known = this.coming;
      this.coming = null;
    }
    if (this.coming === null) {
      this.live = true;
      this.everLive = true;
      this.note();
    }
  }

  /** What follows from news. */
  private note(): void {
    this.seen = remember(this.seen, this.known);
    const wall = this.known.wall;
    if (wall === null) return;
    if (wall.show !== "anthem") this.anthemPlayed = false;
    const files = `${this.known.session?.session ?? ""} ${wall.flag} ${wall.anthem}`;
    if (files === this.filesOf) return;
    this.filesOf = files;
    void this.fetchFiles(files, wall.flag, wall.anthem);
  }

  private async fetchFiles(files: string, flag: boolean, anthem: boolean): Promise<void> {
    const login = this.login;
    if (login === null) return;
    const flagUrl = flag ? await fileOf("flag", login) : null;
    const anthemUrl = anthem ? await fileOf("anthem", login) : null;
    if (files !== this.filesOf) return;
    for (const old of [this.flag, this.anthem]) if (old !== null) URL.revokeObjectURL(old);
    this.flag = flagUrl;
    this.anthem = anthemUrl;
    if ((flag && flagUrl === null) || (anthem && anthemUrl === null)) {
      setTimeout(() => void this.fetchFiles(files, flag, anthem), FILE_RETRY_MS);
    }
    this.changed();
  }
}
