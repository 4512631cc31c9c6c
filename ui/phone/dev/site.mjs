// The kiosk's HTTP side for development: the built page under its real content policy, joining, enrolment, documents.

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync, crc32 } from "./png.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml" };
const ROOM_CODE = "K7P4M2Q9";

function send(response, status, value, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(value));
}

function pass(kiosk, request) {
  const found = /nt_pass=(\w+)/.exec(request.headers.cookie ?? "");
  return found !== null && kiosk.guests.has(found[1]) ? found[1] : null;
}

function newPass(kiosk) {
  const made = `g-${randomBytes(12).toString("hex")}`.replace("-", "");
  kiosk.guests.add(made);
  return made;
}

const cookie = (value) => ({ "set-cookie": `nt_pass=${value}; Path=/; HttpOnly; SameSite=Lax` });

async function body(request) {
  let text = "";
  for await (const part of request) text += part;
  return JSON.parse(text);
}

export async function answer(kiosk, request, response) {
  const url = new URL(request.url, "http://kiosk");
  const path = url.pathname;
  if (path.startsWith("/J/")) {
    const good = path.slice(3) === ROOM_CODE;
    response.writeHead(303, { location: good ? "/" : "/?e=expired", ...(good ? cookie(newPass(kiosk)) : {}) });
    response.end();
  } else if (path === "/api/me") {
    const own = pass(kiosk, request);
    const guest = own === null ? null : { client_id: own.slice(0, 10), user: own.slice(0, 10), password: own, pass: own, expires: 0 };
    send(response, 200, { v: 1, room: "an-binh", prefix: kiosk.prefix, session: kiosk.session.session, time: kiosk.now(), guest, device: null });
  } else if (path === "/api/join") {
    const { code } = await body(request);
    if (code === ROOM_CODE) send(response, 200, {}, cookie(newPass(kiosk)));
    else send(response, 403, { code: "foreign", text_vi: "Mã này không phải của phòng họp này.", text_en: "This code belongs to another room." });
  } else if (path === "/api/enrol") {
    const { code, key } = await body(request);
    const device = pass(kiosk, request) === null ? null : kiosk.enrol(code, key);
    if (device === null) send(response, 409, { code: "bad_code", text_vi: "Mã cá nhân không đúng hoặc đã dùng.", text_en: "The personal code is wrong or has been used." });
    else {
      send(response, 200, { v: 1, device: device.id, secret: device.secret, role: device.role, name: device.name });
      kiosk.publishDevice(device);
    }
  } else if (/^\/doc\/[^/]+\/\d+\.png$/.test(path)) {
    response.writeHead(200, { "content-type": "image/png", "cache-control": "private, max-age=31536000" });
    response.end(paper(Number(url.searchParams.get("w") ?? 720)));
  } else if (path.startsWith("/doc/")) {
    send(response, 200, { pages: 4 });
  } else {
    file(path, response);
  }
}

function file(path, response) {
  const wanted = join(dist, normalize(path === "/" ? "/index.html" : path));
  if (!wanted.startsWith(dist) || !existsSync(wanted)) return send(response, 404, { code: "not_found" });
  response.writeHead(200, {
    "content-type": TYPES[extname(wanted)] ?? "application/octet-stream",
    "content-security-policy": `default-src 'self'; connect-src 'self' ws://${response.req.headers.host}`,
  });
  return response.end(readFileSync(wanted));
}

/** A grey-lined sheet in A4's proportion. */
function paper(width) {
  const height = Math.round(width * 1.414);
  const rows = Buffer.alloc((width + 1) * height, 255);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width + 1)] = 0;
    const line = y % 36;
    if (line > 10 && line < 20 && y > 80 && y < height - 80) rows.fill(90, y * (width + 1) + 80, y * (width + 1) + width - 80 - ((y * 7) % 160));
  }
  const chunk = (name, data) => {
    const head = Buffer.concat([Buffer.from(name), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(head));
    return Buffer.concat([size, head, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
