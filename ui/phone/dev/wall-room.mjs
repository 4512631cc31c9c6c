// Plays the kiosk for the wall's page: pairing, the council's files, and snapshots as the kiosk would publish them.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { Broker } from "./broker.mjs";
import * as sample from "./sample.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", ttf: "font/ttf", svg: "image/svg+xml" };
const copy = (value) => JSON.parse(JSON.stringify(value));
const PREFIX = "nt/1/an-binh";

/** A red field with a yellow disc: no state's flag is shipped, not even here. */
const PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 600'><rect width='900' height='600' fill='#C2261C'/><circle cx='450' cy='300' r='150' fill='#FFC81A'/></svg>";

export class WallRoom {
  constructor(at) {
    this.offset = at - Date.now();
    this.epoch = 1;
    this.rev = 1;
    this.answer = "waiting";
    this.session = copy(sample.session);
    this.items = copy(sample.items);
    this.delegates = copy(sample.delegates);
    this.seating = copy(sample.seating);
    this.floor = { speaker: null, last: null, warn_seconds: [60, 30], item_clock: null, session_clock: null, questioning: null };
    this.queue = { open: true, list_closed: false, kinds: ["speech"], waiting: [] };
    this.wall = { show: "auto", flag: false, anthem: false, light: false, furthest_seat_cm: 800, diagonal_inch: 55 };
    this.code = { url: "HTTP://NGHI.LAN/J/K7P4M2Q9", typed: "K7P4M2Q9" };
    this.votes = {};
    this.tallies = {};
    this.silent = false;
    this.broker = new Broker({ accept: ({ clientId, password }) => clientId === "w-1" && password === "s", onUp: () => undefined });
  }

  now() {
    return Date.now() + this.offset;
  }

  async listen() {
    this.server = createServer((request, response) => this.http(request, response));
    this.broker.attach(this.server);
    await new Promise((done) => this.server.listen(0, "127.0.0.1", done));
    this.publish();
    this.timer = setInterval(() => this.tick(), 250);
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    clearInterval(this.timer);
    this.broker.dropAll();
    this.server.close();
    this.server.closeAllConnections();
  }

  tick() {
    if (!this.silent) this.broker.publish(`${PREFIX}/clock`, { v: 1, epoch: this.epoch, mono_ms: 1, utc_ms: this.now() });
  }

  put(tail, value) {
    this.broker.publish(`${PREFIX}/${tail}`, { v: 1, epoch: this.epoch, rev: this.rev, ...value }, { retain: true });
  }

  publish() {
    this.rev += 1;
    const now = this.now();
    const present = this.delegates.filter((line) => line.attendance === "present").length;
    this.broker.publish(`${PREFIX}/kiosk/state`, { v: 1, state: "ready", epoch: 1, conn: 1, version: "0" }, { retain: true });
    this.put("session", { ...this.session, present });
    this.put("agenda", { items: this.items });
    this.put("roll", { delegates: this.delegates, guests: [], seating: this.seating });
    this.put("floor", this.floor);
    this.put("queue", this.queue);
    this.put("wall", this.wall);
    if (this.code !== null) this.put("wall/code", { from: now - 5_000, until: now + 10_000_000, ...this.code });
    for (const [id, vote] of Object.entries(this.votes)) this.put(`vote/${id}`, vote);
    for (const [id, tally] of Object.entries(this.tallies)) this.put(`tally/${id}`, { vote: id, missing: [], entered: 0, running: null, ...tally });
  }

  http(request, response) {
    const path = new URL(request.url, "http://kiosk").pathname;
    const json = (status, value) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    if (path === "/wall/pair") return json(200, { v: 1, code: "482913", claim: "c" });
    if (path === "/wall/claim") return this.answer === "paired" ? json(200, { v: 1, id: "w-1", secret: "s", room: "an-binh" }) : json(202, {});
    if (path === "/wall/flag") {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      return response.end(PICTURE);
    }
    const file = normalize(path === "/wall" ? "/wall/wall.html" : path);
    try {
      const bytes = readFileSync(join(dist, file));
      response.writeHead(200, {
        "content-type": TYPES[file.split(".").pop()] ?? "application/octet-stream",
        "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src blob:; font-src 'self'; connect-src 'self' ws://${request.headers.host}`,
      });
      return response.end(bytes);
    } catch {
      return json(404, {});
    }
  }
}
