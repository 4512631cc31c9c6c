// The page's own state: who we are, what the kiosk says, what is not answered yet. Views read it and call its verbs.

import { browserRandom, keyFromSeed } from "../crypto/keys";
import type { Key } from "../crypto/keys";
import type { Failure, Guest, Me } from "../net/api";
import { api } from "../net/api";
import type { Answer, Ask, DeviceState, Message, Role } from "../wire/device";
import { voteOf } from "../wire/device";
import { Chime, stir } from "./chime";
import { KioskClock, untilNextSecond } from "./clock";
import { Connection } from "./connection";
import { Cues } from "./cues";
import { deviceOutbox } from "./device";
import { Drafts } from "./drafts";
import type { Identity } from "./identity";
import { forgetIdentity, loadIdentity, newIdentity, saveIdentity } from "./identity";
import { sort } from "./inbox";
import type { Outbox } from "./outbox";
import { Pages } from "./pages";
import type { Route } from "./route";
import { parseRoute, routeHash } from "./route";
import { acts, isOpen, running } from "./select";
import { Snapshots } from "./snapshots";
import type { Store } from "./storage";

export type Access = "starting" | "unreachable" | "none" | "guest" | "device";
export type Ended = "replaced" | "denied" | "kiosk_key";

const STATE_WAIT_MS = 2_000;
const KEPT_MESSAGES = 3;

export class App {
  access: Access = "starting";
  me: Me | null = null;
  identity: Identity | null = null;
  ended: Ended | null = null;
  snaps = new Snapshots();
  outbox: Outbox | null = null;
  route: Route;
  messages: Message[] = [];
  /** What the last join or enrolment answered, until the next try. */
  failure: Failure | null = null;
  busy = false;
  /** Documents that were opened here, newest last; their pages are still in memory. */
  opened: string[] = [];
  readonly line: Connection;
  readonly pages: Pages;
  readonly drafts: Drafts;
  readonly chime: Chime;
  /** Tells the other tabs of this browser to step back. */
  claimTab: () => void = () => undefined;
  private readonly clock = new KioskClock(() => performance.now(), Date.now() - performance.now());
  private readonly cues = new Cues();
  private stateRead = false;
  private checkedIn = false;
  private landed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly store: Store,
    address: string,
    hash: string,
    private readonly changed: () => void,
  ) {
    this.pages = new Pages(changed);
    this.drafts = new Drafts(store, changed);
    this.chime = new Chime(store);
    this.route = parseRoute(hash);
    this.line = new Connection(address, {
      changed: () => this.changed(),
      online: () => this.online(),
      denied: () => void this.denied(),
      message: (topic, payload) => this.message(topic, payload),
    }, () => Date.now());
  }

  /** The kiosk's UTC milliseconds as far as they are known here. */
  now(): number {
    return this.clock.now();
  }

  /** Milliseconds until a clock on the page shows another second. */
  untilNextSecond(): number {
    return untilNextSecond(running(this.snaps, this.now()));
  }

  get role(): Role {
    return this.snaps.device?.role ?? this.identity?.role ?? "delegate";
  }

  get isOnline(): boolean {
    return this.line.state.kind === "online" && this.snaps.kiosk?.state !== "lost";
  }

  async start(): Promise<void> {
    const loaded = loadIdentity(this.store);
    if (loaded !== null) this.adopt(loaded.identity, loaded.key);
    const me = await api.me();
    if (me.ok) this.meet(me.value);
    if (this.identity !== null) this.access = "device";
    else if (this.guest !== null) this.access = "guest";
    else this.access = me.ok || me.why.kind === "said" ? "none" : "unreachable";
    this.connect();
    this.changed();
  }

  private meet(me: Me): void {
    this.me = me;
    this.clock.about(me.time);
  }

  /** This browser's right as a guest, and its proof of being in the room. */
  get guest(): Guest | null {
    return this.me?.guest ?? null;
  }

  go(route: Route): void {
    this.failure = null;
    location.hash = routeHash(route);
  }

  /** As `go`, without a step for the phone's own "back". */
  replace(route: Route): void {
    history.replaceState(null, "", routeHash(route));
    this.hashChanged(location.hash);
  }

  /** A document has been opened here. */
  open(id: string): void {
    this.opened = [...this.opened.filter((other) => other !== id), id].slice(-8);
  }

  hashChanged(hash: string): void {
    this.route = parseRoute(hash);
    this.changed();
  }

  /** The code that is typed from the wall or kiosk, which lets this browser in as a guest. */
  async join(code: string): Promise<void> {
    await this.attempt(async () => {
      const joined = await api.join(code);
      if (!joined.ok) return joined.why;
      const me = await api.me();
      if (!me.ok) return me.why;
      this.meet(me.value);
      if (this.access === "device" && this.ended === null) this.checkIn();
      else if (this.access !== "device") {
        this.access = "guest";
        this.connect();
      }
      return null;
    });
  }

  /** The personal code: this browser makes its key here and becomes the delegate's device. */
  async enrol(code: string): Promise<void> {
    await this.attempt(async () => {
      const me = this.me;
      if (me === null) return { kind: "offline" };
      const key = keyFromSeed(browserRandom(32));
      const made = await api.enrol(code, key.publicKey);
      if (!made.ok) {
        if (made.why.kind === "said" && made.why.status === 401) this.passExpired(me);
        return made.why;
      }
      const { device, secret, name, role } = made.value;
      if (this.identity !== null) forgetIdentity(this.store, this.identity.device);
      const identity = newIdentity({ room: me.room, prefix: me.prefix, device, secret, name, role }, key);
      saveIdentity(this.store, identity);
      this.snaps.device = null;
      this.checkedIn = false;
      this.ended = null;
      this.adopt(identity, key);
      this.access = "device";
      this.connect();
      this.go({ page: "home" });
      return null;
    });
  }

  /** The room's pass is too old: its code must be given again first. */
  private passExpired(me: Me): void {
    this.me = { ...me, guest: null };
    if (this.access !== "guest") return;
    this.access = "none";
    this.line.stop();
  }

  private async attempt(what: () => Promise<Failure | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.changed();
    try {
      this.failure = await what();
    } finally {
      this.busy = false;
      this.changed();
    }
  }

  /** Sends a command; the outbox keeps it until it is answered. */
  ask(ask: Ask): void {
    this.outbox?.add(ask, this.now(), this.snaps.votes[voteOf(ask) ?? ""]?.round);
    this.flush();
    this.changed();
  }

  /** Says that this person is in the room, with the room's own pass as proof. */
  checkIn(): void {
    if (this.guest !== null) this.ask({ t: "check_in", pass: this.guest.pass });
  }

  tryAgain(): void {
    if (this.access === "unreachable") void this.start();
    else {
      this.claimTab();
      this.ended = null;
      this.line.retryNow();
    }
    this.changed();
  }

  dismiss(message: Message): void {
    this.messages = this.messages.filter((other) => other !== message);
    this.changed();
  }

  /** About once a second. */
  tick(): void {
    this.line.check();
    this.flush();
    this.changed();
  }

  /** The clocks show another second. */
  beat(): void {
    if (this.isOnline) {
      for (const cue of this.cues.due(this.snaps.floor, this.snaps.device?.delegate ?? null, this.now())) {
        if (cue === "called") stir();
        else this.chime.play(cue);
      }
    }
    this.changed();
  }

  /** Another tab of this browser took over; two with one id would throw each other out for ever. */
  stepBack(): void {
    this.line.stop({ kind: "taken" });
  }

  private adopt(identity: Identity, key: Key): void {
    this.identity = identity;
    this.drafts.of(identity.device);
    this.outbox = deviceOutbox(this, identity, key);
  }

  private connect(): void {
    const identity = this.identity;
    if (this.access === "device" && identity !== null) {
      const { device: id, secret: password, prefix } = identity;
      this.line.use({ id, user: id, password, prefix, device: true });
    } else if (this.me !== null && this.guest !== null) {
      const { client_id: id, user, password } = this.guest;
      this.line.use({ id, user, password, prefix: this.me.prefix, device: false });
    }
  }

  private online(): void {
    this.stateRead = this.access !== "device";
    if (this.stateRead) return;
    // The retained down/state comes first; a kiosk that has none yet must not stop us for ever.
    setTimeout(() => this.readState(), STATE_WAIT_MS);
  }

  private readState(): void {
    if (this.stateRead || this.line.state.kind !== "online") return;
    this.stateRead = true;
    this.outbox?.connected(Date.now());
    this.flush();
  }

  private async denied(): Promise<void> {
    if (this.access === "device") {
      this.ended = "denied";
    } else {
      const me = await api.me();
      const before = this.guest?.password;
      if (me.ok) this.meet(me.value);
      if (this.guest !== null && this.guest.password !== before) this.connect();
      else this.access = !me.ok && me.why.kind === "offline" ? "unreachable" : "none";
    }
    this.changed();
  }

  private message(topic: string, payload: string): void {
    const news = sort(this.identity?.prefix ?? this.me?.prefix ?? "", topic, payload, this.snaps);
    switch (news.kind) {
      case "nothing":
        return;
      case "clock":
        if (this.snaps.clock !== null) this.clock.tick(this.snaps.clock.epoch, this.snaps.clock.utc_ms);
        return;
      case "snapshot":
        if (news.notice !== null) this.tell(news.notice);
        if (this.snaps.session !== null) this.clock.corrected(this.snaps.session.clock_offset_ms);
        for (const { group, conclusion } of this.snaps.questions?.groups ?? []) this.drafts.known(`conclusion/${group}`, conclusion);
        this.followVotes();
        break;
      case "state":
        if (news.fresh && this.snaps.device !== null) this.deviceState(this.snaps.device);
        this.readState();
        break;
      case "answer":
        this.answered(news.answer);
        this.flush();
        break;
      case "message":
        this.tell(news.message);
        break;
    }
    this.changed();
  }

  private answered(answer: Answer): void {
    const ask = this.outbox?.answer(answer, Date.now()) ?? null;
    if (ask !== null) this.drafts.recorded(ask);
  }

  /** Shows a message until it is put away; only the newest few. */
  private tell(message: Message): void {
    this.messages = [...this.messages, message].slice(-KEPT_MESSAGES);
  }

  private deviceState(state: DeviceState): void {
    const identity = this.identity;
    if (identity === null) return;
    if (!state.active) {
      this.ended = "replaced";
      forgetIdentity(this.store, identity.device);
      this.line.stop({ kind: "denied" });
      return;
    }
    if (identity.kioskKey === null) {
      this.identity = { ...identity, kioskKey: state.kiosk_key, name: state.name, role: state.role };
      saveIdentity(this.store, this.identity);
    } else if (identity.kioskKey !== state.kiosk_key) {
      this.ended = "kiosk_key";
    }
    this.outbox?.raiseCounter(state.counter);
    for (const turn of state.turns) this.drafts.known(`note/${turn.speech}`, turn.note);
    if (state.role === "secretary" && !this.landed) {
      this.landed = true;
      if (this.route.page === "home") this.replace({ page: "tab", tab: "roll" });
    }
    if (state.attendance === "expected" && state.delegate !== null && acts(this.snaps) && !this.checkedIn && this.guest !== null) {
      this.checkedIn = true;
      this.checkIn();
    }
  }

  private followVotes(): void {
    let held: string | null = null;
    for (const id of Object.keys(this.snaps.votes)) {
      const vote = this.snaps.votes[id];
      if (vote !== undefined) this.outbox?.recounted(id, vote.round);
      if (vote !== undefined && isOpen(vote)) held = vote.state === "held" ? id : held;
      else this.outbox?.voteClosed(id, Date.now());
    }
    this.outbox?.hold(held, Date.now());
    if (this.snaps.session?.closed_doors === true) this.forgetPapers();
    this.flush();
  }

  /** Nothing that was opened here before stays in sight behind closed doors, or comes back after. */
  private forgetPapers(): void {
    this.opened = [];
    this.pages.forget();
  }

  private flush(): void {
    const outbox = this.outbox;
    const identity = this.identity;
    if (outbox === null || identity === null || !this.stateRead || this.line.state.kind !== "online") return;
    // Behind closed doors no device is served; what waits here goes when they open.
    if (this.snaps.session?.closed_doors === true) return;
    for (const entry of outbox.due(Date.now())) {
      this.line.publish(`d/${identity.device}/up`, JSON.stringify(entry.envelope), () => {
        outbox.delivered(entry.req);
        this.changed();
      });
    }
    const wait = outbox.wait(Date.now());
    clearTimeout(this.timer);
    if (wait !== null) this.timer = setTimeout(() => this.flush(), Math.max(20, wait));
  }
}
