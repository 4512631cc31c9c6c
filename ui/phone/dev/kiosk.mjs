// Plays the kiosk for development and tests: the same topics, envelopes and receipts, and only as much of the rules as
// the page's pictures need.

import { createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import { Broker } from "./broker.mjs";
import { Log } from "./log.mjs";
import * as sample from "./sample.mjs";
import { answer } from "./site.mjs";

const copy = (value) => JSON.parse(JSON.stringify(value));
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const SENTENCES = {
  not_present: { vi: "Đại biểu chưa được ghi nhận có mặt.", en: "The delegate is not recorded as present." },
  vote_closed: { vi: "Biểu quyết đã đóng.", en: "The vote is closed." },
  turn_limit: {
    vi: "Quy chế cho mỗi đại biểu không quá 2 lượt loại này trong một nội dung. Chủ tọa có thể mời thêm, hoặc gửi ý kiến bằng văn bản.",
    en: "The rules give each delegate at most 2 such turns in an item. The chair may call you all the same, or hand it in in writing.",
  },
  stale: { vi: "Yêu cầu đến sau một yêu cầu mới hơn.", en: "A newer request came first." },
};

export class Kiosk {
  constructor() {
    this.prefix = "nt/1/an-binh";
    this.log = new Log();
    this.epoch = 1;
    this.rev = 1;
    this.session = copy(sample.session);
    this.items = copy(sample.items);
    this.roll = copy(sample.delegates);
    this.guestLines = copy(sample.guests);
    this.seating = copy(sample.seating);
    /** Delegates whose device is out of reach, and those without one. */
    this.away = { disconnected: [], no_device: [] };
    /** What secretaries asked, newest last. */
    this.asked = [];
    this.queue = copy(sample.queue);
    this.votes = {};
    this.casts = {};
    this.devices = {};
    this.receipts = new Map();
    this.guests = new Set();
    this.codes = { "4HTN7P2K": { role: "delegate", delegate: "d06" }, "5ECRETRY": { role: "secretary", delegate: null }, "5ECRETD9": { role: "secretary", delegate: "d09" } };
    this.queueOpen = true;
    this.listClosed = false;
    this.kinds = ["speech", "question", "debate", "procedural", "explanation"];
    this.speaker = null;
    /** The rest of `floor`. */
    this.floor = { last: null, warn_seconds: [60, 15], item_clock: null, session_clock: null, questioning: null };
    this.groups = [];
    this.commitments = [];
    /** Turns of the item for the secretary's notes, and requests that were not reached, by delegate. */
    this.turns = [];
    this.unreached = {};
    /** A scene may hold answers back, spoil receipts, refuse, or stop the clock. */
    this.faults = { hold: false, spoil: false, silent: false };
    this.offset = 0;
    this.broker = new Broker({
      accept: (who) => this.accept(who),
      onUp: (topic, payload, client) => this.up(topic, payload, client),
    });
  }

  now() {
    return Date.now() + this.offset;
  }

  async listen(port = 0) {
    this.server = createServer((request, response) => answer(this, request, response));
    this.broker.attach(this.server);
    await new Promise((done) => this.server.listen(port, "127.0.0.1", done));
    this.timer = setInterval(() => {
      if (!this.faults.silent) this.broker.publish(`${this.prefix}/clock`, { v: 1, epoch: this.epoch, mono_ms: 1, utc_ms: this.now() });
    }, 1000);
    this.publishAll();
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    clearInterval(this.timer);
    this.broker.dropAll();
    this.server.close();
    this.server.closeAllConnections();
  }

  accept({ clientId, password }) {
    const device = this.devices[clientId];
    return device === undefined ? this.guests.has(password) && clientId === password.slice(0, 10) : device.secret === password;
  }

  enrol(code, key) {
    const holder = this.codes[code];
    if (holder === undefined) return null;
    delete this.codes[code];
    const id = `p-${randomBytes(4).toString("hex")}`;
    const line = this.roll.find((one) => one.id === holder.delegate);
    this.devices[id] = {
      ...holder, id, key, secret: randomBytes(16).toString("hex"), counter: 0, active: true, name: line?.name ?? "Vũ Thị Th",
    };
    return this.devices[id];
  }

  put(tail, value) {
    this.broker.publish(`${this.prefix}/${tail}`, { v: 1, epoch: this.epoch, rev: this.rev, ...value }, { retain: true });
  }

  life(state, conn = 1) {
    this.broker.publish(`${this.prefix}/kiosk/state`, { v: 1, state, epoch: this.epoch, conn, version: "0.1.0" }, { retain: true });
  }

  publishAll() {
    this.rev += 1;
    this.session.present = this.roll.filter((line) => line.attendance === "present").length;
    this.life("ready");
    this.put("session", this.session);
    this.put("agenda", { items: this.items });
    this.put("roll", { delegates: this.roll, guests: this.guestLines, seating: this.seating });
    this.put("floor", { ...this.floor, speaker: this.speaker });
    const kinds = this.queueOpen && !this.listClosed ? this.kinds : this.kinds.filter((kind) => kind === "procedural");
    this.put("queue", { open: this.queueOpen, list_closed: this.listClosed, kinds, waiting: this.queue });
    this.put("questions", { groups: this.groups, commitments: this.commitments });
    for (const vote of Object.values(this.votes)) {
      this.put(`vote/${vote.vote}`, vote);
      const casts = this.casts[vote.vote];
      const missing = this.roll.filter((line) => line.attendance === "present" && casts[line.id] === undefined)
        .map((line) => ({ delegate: line.id, why: this.why(line.id) }));
      const entered = Object.values(casts).filter((cast) => cast.via === "secretary").length;
      this.put(`tally/${vote.vote}`, { vote: vote.vote, answered: Object.keys(casts).length, present: this.session.present, missing, entered, running: null });
    }
    for (const device of Object.values(this.devices)) this.publishDevice(device);
  }

  why(id) {
    return this.away.no_device.includes(id) ? "no_device" : this.away.disconnected.includes(id) ? "disconnected" : "silent";
  }

  publishDevice(device) {
    const line = this.roll.find((one) => one.id === device.delegate);
    const choices = {};
    for (const [vote, casts] of Object.entries(this.casts)) if (casts[device.delegate] !== undefined) choices[vote] = casts[device.delegate];
    const waiting = this.queue.map((one, i) => ({ ...one, place: i + 1 })).filter((one) => one.delegate === device.delegate)
      .map(({ speech, kind, place }) => ({ speech, kind, place }));
    if (this.speaker?.delegate === device.delegate && device.delegate !== null) waiting.unshift({ speech: this.speaker.speech, kind: this.speaker.kind, place: 0 });
    this.put(`d/${device.id}/down/state`, {
      session: this.session.session, device: device.id, active: device.active, role: device.role, name: device.name,
      seat: line?.seat ?? null, group: line?.group ?? "", delegate: device.delegate, attendance: line?.attendance ?? "expected",
      counter: device.counter, waiting, unreached: this.unreached[device.delegate] ?? [], ...(device.role === "secretary" ? { turns: this.turns } : {}), choices, kiosk_key: this.log.key,
    });
  }

  /** Gives the floor to the first who waits, or to `speech`. */
  call(speech = this.queue[0].speech, fields = {}) {
    const line = this.queue.find((one) => one.speech === speech);
    this.queue = this.queue.filter((one) => one !== line);
    this.speaker = { title: "", ...line, limit_seconds: 180, called: false, elapsed_ms: 0, since: this.now(), ...fields };
    this.turns.push({ speech: line.speech, name: line.name, kind: line.kind, state: this.speaker.called ? "called" : "speaking", note: "" });
    this.publishAll();
  }

  changeSpeech(fields) {
    Object.assign(this.speaker, fields);
    this.publishAll();
  }

  stop() {
    this.floor.last = this.speaker.name;
    this.turns[this.turns.length - 1].state = "done";
    this.speaker = null;
    this.publishAll();
  }

  /** Ends the discussion before those who wait had their turn. */
  endDiscussion() {
    for (const { speech, delegate, kind } of this.queue) (this.unreached[delegate] ??= []).push({ speech, kind, item: this.session.item });
    this.queue = [];
    this.queueOpen = false;
    this.publishAll();
  }

  openVote(fields = {}) {
    const vote = { ...copy(sample.vote), opened_at: this.now(), ...fields };
    this.votes[vote.vote] = vote;
    this.casts[vote.vote] = {};
    this.session.vote = vote.vote;
    this.publishAll();
    return vote;
  }

  doors(closed) {
    this.session.closed_doors = closed;
    this.publishAll();
  }

  /** Both sides count the hands again. */
  recount(id) {
    this.changeVote(id, { round: this.votes[id].round + 1 });
  }

  changeVote(id, fields) {
    Object.assign(this.votes[id], fields);
    this.publishAll();
  }

  up(topic, payload, client) {
    if (topic !== `${this.prefix}/d/${client}/up`) return;
    const device = this.devices[client];
    const envelope = JSON.parse(payload);
    const bytes = Buffer.from(envelope.p, "base64");
    const key = createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(device.key, "base64")]), format: "der", type: "spki" });
    if (!verify(null, bytes, key, Buffer.from(envelope.s, "base64"))) throw new Error("a signature that does not fit");
    const body = JSON.parse(bytes.toString());
    if (this.faults.hold) return;
    const known = this.receipts.get(body.req) ?? this.decide(device, body, envelope);
    this.receipts.set(body.req, known);
    this.broker.publish(`${this.prefix}/d/${client}/down/receipt`, known);
  }

  decide(device, body, envelope) {
    const refuse = (code, more = {}) => ({ result: "refused", v: 1, req: body.req, code, ...more, text: SENTENCES[code] ?? { vi: code, en: code } });
    if (body.n <= device.counter) return refuse("stale", { counter: device.counter });
    const wrong = this.apply(device, body);
    if (wrong !== null) return refuse(wrong);
    device.counter = body.n;
    const at = this.now();
    const receipt = this.log.append({ v: 1, at, cause: { by: "device", device: device.id, req: body.req, n: body.n, envelope }, events: [] }, at);
    if (this.faults.spoil) receipt.head.sig = Buffer.alloc(64, 7).toString("base64");
    this.publishAll();
    return { result: "recorded", v: 1, req: body.req, ...receipt };
  }

  apply(device, body) {
    if (this.session.closed_doors) return "doors_closed";
    this.asked.push(body);
    const line = (id) => this.roll.find((one) => one.id === id);
    const own = line(device.delegate);
    switch (body.t) {
      case "check_in":
        own.attendance = "present";
        return null;
      case "leave":
        own.attendance = "left";
        return null;
      case "request_speech":
      case "request_for": {
        const who = body.t === "request_for" ? line(body.delegate) : own;
        if (who.attendance !== "present") return "not_present";
        if (this.limits?.[body.kind] !== undefined) return "turn_limit";
        this.queue.push({ speech: `r${this.rev}`, delegate: who.id, name: who.name, group: who.group, kind: body.kind, turn: 1, consent: true });
        return null;
      }
      case "request_guest":
        this.queue.push({ speech: `r${this.rev}`, delegate: null, name: body.name, group: "", kind: body.kind, turn: 1, consent: false });
        return null;
      case "withdraw_speech":
        this.queue = this.queue.filter((one) => one.delegate !== device.delegate || one.kind !== body.kind);
        return null;
      case "withdraw_turn":
        this.queue = this.queue.filter((one) => one.speech !== body.speech);
        return null;
      case "write_opinion":
        this.queue = this.queue.filter((one) => one.speech !== body.speech);
        for (const [who, lines] of Object.entries(this.unreached)) this.unreached[who] = lines.filter((one) => one.speech !== body.speech);
        return null;
      case "note":
        this.turns.find((turn) => turn.speech === body.speech).note = body.text;
        return null;
      case "conclusion":
        this.groups.find((group) => group.group === body.group).conclusion = body.text;
        return null;
      case "commit":
        this.commitments.push({ id: `c${this.rev}`, kind: "promise", item: this.session.item, group: body.group, speech: body.speech, content: body.content, owner: body.owner, due: body.due });
        return null;
      case "drop_commitment":
        this.commitments = this.commitments.filter((one) => one.id !== body.commitment);
        return null;
      case "answer_in_writing": {
        const { name } = this.turns.find((turn) => turn.speech === body.speech);
        const [group] = this.groups;
        this.commitments.push({
          id: `c${this.rev}`, kind: "written_answer", item: this.session.item, group: group.group, speech: body.speech,
          content: `Trả lời bằng văn bản chất vấn của đại biểu ${name}.`, owner: `${group.respondent}, ${group.respondent_title}`, due: "2027-01-06",
        });
        return null;
      }
      case "vote":
      case "vote_for": {
        const vote = this.votes[body.vote];
        if (vote.state !== "open") return vote.state === "held" ? "vote_held" : "vote_closed";
        if (body.t === "vote_for" && vote.form === "electronic") return "device_only";
        const who = body.t === "vote_for" ? line(body.delegate) : own;
        if (who.attendance !== "present") return "not_present";
        this.casts[body.vote][who.id] = { choice: body.choice, at: this.now(), via: body.t === "vote" ? "device" : "secretary" };
        return null;
      }
      case "mark":
        line(body.delegate).attendance = body.status;
        return null;
      case "count":
      case "count_names":
      case "tally":
        return null;
      case "guests":
        this.guestLines[body.line].came = body.came;
        return null;
      case "add_motion": {
        const item = this.items.find((one) => one.id === body.item);
        item.motions.push({ id: `x${this.rev}`, number: `${item.number}.${item.motions.length + 1}`, title: body.title, part_of: body.part_of, ballot: false });
        return null;
      }
      default:
        return "malformed";
    }
  }
}
