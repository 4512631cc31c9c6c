"""A delegate's phone from outside the board: the page's own way in, MQTT over WebSocket, signed requests, receipts."""

import base64
import hashlib
import json
import os
import pathlib
import socket
import struct
import subprocess
import time
import uuid

from machine import BOARD, Failed, check

# MQTT 3.1.1
CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK = 1, 2, 3, 4, 8, 9


def http(port: int, method: str, path: str, cookies: dict[str, str], body: object = None) -> tuple[int, dict, bytes]:
    """One request, with the board's own address as Host whatever port leads to it; cookies are kept in `cookies`."""
    text = f"{method} {path} HTTP/1.1\r\nhost: {BOARD}\r\nconnection: close\r\n"
    if cookies:
        text += "cookie: " + "; ".join(f"{k}={v}" for k, v in cookies.items()) + "\r\n"
    data = b""
    if body is not None:
        data = json.dumps(body).encode()
        text += f"origin: http://{BOARD}\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n"
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.settimeout(20)
        line.sendall(text.encode() + b"\r\n" + data)
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    head, _, content = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    if not lines[0].startswith("HTTP/"):
        raise OSError(f"no answer from {path}")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "set-cookie":
            key, _, rest = value.strip().partition("=")
            cookies[key] = rest.split(";")[0]
        headers[name.lower()] = value.strip()
    return int(lines[0].split()[1]), headers, content


def page_answers(port: int) -> bool:
    try:
        return http(port, "GET", "/api/me", {})[0] == 200
    except OSError:
        return False


class Device:
    """One enrolled phone. It outlives any number of boards."""

    def __init__(self, port: int, token: str, code: str, folder: pathlib.Path):
        self.cookies: dict[str, str] = {}
        status, headers, _ = http(port, "GET", f"/J/{token}", self.cookies)
        check(status == 303 and self.cookies, f"the room's code is not taken: {status} {headers.get('location')}")
        me = json.loads(http(port, "GET", "/api/me", self.cookies)[2])
        self.room, self.session, self.prefix = me["room"], me["session"], me["prefix"]
        self.passport = me["guest"]["pass"]
        self.key = folder / f"{code}.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key], check=True)
        public = subprocess.run(["openssl", "pkey", "-in", self.key, "-pubout", "-outform", "DER"], check=True, capture_output=True)
        key = base64.b64encode(public.stdout[-32:]).decode()
        status, _, body = http(port, "POST", "/api/enrol", self.cookies, {"code": code, "key": key})
        check(status == 200, f"the personal code is not taken: {status} {body!r}")
        mine = json.loads(body)
        self.id, self.secret = mine["device"], mine["secret"]
        self.counter = 0
        # Every request that was receipted: by its id, the envelope and the very bytes of the answer.
        self.receipts: dict[str, tuple[bytes, bytes]] = {}
        # The request that has no answer yet; it is sent again before anything else.
        self.pending: tuple[str, bytes, str | None] | None = None
        # The last choice that was receipted.
        self.choice: str | None = None

    def seal(self, ask: dict) -> tuple[str, bytes]:
        self.counter += 1
        request = str(uuid.uuid4())
        body = json.dumps({"v": 1, "room": self.room, "session": self.session, "req": request, "n": self.counter,
                           "ts": int(time.time() * 1000), **ask}).encode()
        path = self.key.with_suffix(".body")
        path.write_bytes(body)
        sign = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", str(self.key), "-in", str(path)]
        signature = subprocess.run(sign, check=True, capture_output=True).stdout
        envelope = {"p": base64.b64encode(body).decode(), "k": self.id, "s": base64.b64encode(signature).decode()}
        return request, json.dumps(envelope).encode()

    def ask(self, line: "Line", ask: dict, seconds: float = 60) -> dict:
        """Asks once on an open line and gives the answer. A refusal is a failure, a lost line an OSError."""
        request, envelope = self.seal(ask)
        self.pending = request, envelope, ask.get("choice")
        return self.resume(line, seconds)

    def resume(self, line: "Line", seconds: float = 60) -> dict:
        """The answer to what was asked before the line was lost: the same request, sent again."""
        request, envelope, choice = self.pending
        line.send(self, envelope)
        answer = line.answers({request}, seconds)[request]
        said = json.loads(answer)
        check(said["result"] != "refused", f"refused: {said.get('text')}")
        if said["result"] == "recorded":
            self.receipts[request] = envelope, answer
            self.choice = choice or self.choice
            self.pending = None
        return said

    def settle(self, line: "Line") -> None:
        """After a connection: the kiosk's own count of this device, and the answer that is missing."""
        state = line.snapshot(f"{line.topic}/down/state", 60)
        check(state["counter"] <= self.counter, "the kiosk counts requests that were never made")
        if self.pending:
            self.resume(line)

    def prove(self, line: "Line") -> int:
        """Every receipt again, as the same bytes; gives how many."""
        for envelope, _ in self.receipts.values():
            line.send(self, envelope)
        answers = line.answers(set(self.receipts), 120)
        for request, (_, before) in self.receipts.items():
            check(answers[request] == before, f"a receipt has changed: {request}")
        return len(answers)


class Line:
    """MQTT over the page's WebSocket."""

    def __init__(self, port: int, device: Device):
        self.topic = f"{device.prefix}/d/{device.id}"
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(20)
        nonce = base64.b64encode(os.urandom(16)).decode()
        cookies = "; ".join(f"{k}={v}" for k, v in device.cookies.items())
        self.socket.sendall((f"GET /mqtt HTTP/1.1\r\nhost: {BOARD}\r\norigin: http://{BOARD}\r\nupgrade: websocket\r\n"
                             f"connection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: {nonce}\r\n"
                             f"sec-websocket-protocol: mqtt\r\ncookie: {cookies}\r\n\r\n").encode())
        self.raw, self.bytes = b"", b""
        while b"\r\n\r\n" not in self.raw:
            self._more()
        head, _, self.raw = self.raw.partition(b"\r\n\r\n")
        accept = base64.b64encode(hashlib.sha1((nonce + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        if b" 101 " not in head.split(b"\r\n")[0] or accept not in head:
            raise OSError(f"no WebSocket: {head[:80]!r}")
        self.retained: dict[str, dict] = {}
        self._next_id = 0
        variable = text("MQTT") + bytes([4, 0xC2]) + struct.pack(">H", 60)
        self._packet(CONNECT << 4, variable + text(device.id) + text(device.id) + text(device.secret))
        kind, body = self._read()
        check(kind >> 4 == CONNACK and body[1] == 0, f"MQTT login: {body!r}")
        self._subscribe([f"{self.topic}/down/#", f"{device.prefix}/vote/+", f"{device.prefix}/tally/+", f"{device.prefix}/session", f"{device.prefix}/agenda"])

    # WebSocket (RFC 6455)

    def _more(self) -> None:
        chunk = self.socket.recv(65536)
        if not chunk:
            raise OSError("the board has closed the line")
        self.raw += chunk

    def _frame(self) -> None:
        """Takes one whole frame, or nothing when the time is over before it is whole."""
        def have(count: int) -> None:
            while len(self.raw) < count:
                self._more()
        have(2)
        kind, length, start = self.raw[0] & 15, self.raw[1] & 127, 2
        if length > 125:
            start = 4 if length == 126 else 10
            have(start)
            length = int.from_bytes(self.raw[2:start], "big")
        have(start + length)
        data, self.raw = self.raw[start:start + length], self.raw[start + length:]
        if kind == 8:
            raise OSError("the board has closed the line")
        if kind == 9:
            self._send(10, data)
        elif kind in (0, 1, 2):
            self.bytes += data

    def _send(self, kind: int, data: bytes) -> None:
        mask = os.urandom(4)
        size = len(data)
        head = bytes([0x80 | kind]) + (bytes([0x80 | size]) if size < 126 else bytes([0xFE]) + struct.pack(">H", size))
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    # MQTT

    def _packet(self, first: int, body: bytes) -> None:
        size, length = len(body), b""
        while True:
            size, digit = size >> 7, size & 127
            length += bytes([digit | (0x80 if size else 0)])
            if not size:
                break
        self._send(2, bytes([first]) + length + body)

    def _read(self) -> tuple[int, bytes]:
        while True:
            size = shift = 0
            for at, digit in enumerate(self.bytes[1:5], start=2):
                size |= (digit & 127) << shift
                shift += 7
                if not digit & 0x80:
                    if len(self.bytes) < at + size:
                        break
                    first, body, self.bytes = self.bytes[0], self.bytes[at:at + size], self.bytes[at + size:]
                    return first, body
            self._frame()

    def _identifier(self) -> bytes:
        self._next_id = self._next_id % 65535 + 1
        return struct.pack(">H", self._next_id)

    def _subscribe(self, filters: list[str]) -> None:
        body = self._identifier() + b"".join(text(name) + b"\1" for name in filters)
        self._packet(SUBSCRIBE << 4 | 2, body)
        while True:
            kind, answer = self._read()
            if kind >> 4 == SUBACK:
                check(all(code < 128 for code in answer[2:]), "a subscription is refused")
                return
            self._note(kind, answer)

    def _note(self, kind: int, body: bytes) -> tuple[str, bytes] | None:
        """Takes a message: acknowledged, the newest of each topic kept."""
        if kind >> 4 != PUBLISH:
            return None
        size, = struct.unpack(">H", body[:2])
        topic, rest = body[2:2 + size].decode(), body[2 + size:]
        if kind >> 1 & 3:
            self._packet(PUBACK << 4, rest[:2])
            rest = rest[2:]
        try:
            self.retained[topic] = json.loads(rest) if rest else {}
        except ValueError:
            pass
        return topic, rest

    def next(self, seconds: float) -> tuple[str, bytes] | None:
        self.socket.settimeout(seconds)
        kind, body = self._read()
        return self._note(kind, body)

    def snapshot(self, topic: str, seconds: float = 20) -> dict:
        end = time.monotonic() + seconds
        while topic not in self.retained:
            if time.monotonic() > end:
                raise Failed(f"no {topic}; there are {sorted(self.retained)}")
            self.next(max(0.1, end - time.monotonic()))
        return self.retained[topic]

    def send(self, device: Device, envelope: bytes) -> None:
        self._packet(PUBLISH << 4 | 2, text(f"{self.topic}/up") + self._identifier() + envelope)

    def answers(self, requests: set[str], seconds: float) -> dict[str, bytes]:
        """Waits for the answers to all of them."""
        found: dict[str, bytes] = {}
        end = time.monotonic() + seconds
        while requests - set(found):
            check(time.monotonic() < end, f"no answer to {len(requests - set(found))} requests in time")
            came = self.next(max(0.1, end - time.monotonic()))
            if came and came[0] == f"{self.topic}/down/receipt":
                found[json.loads(came[1])["req"]] = came[1]
        return found

    def settle(self, seconds: float) -> None:
        """Takes what comes within a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self.next(left)
            except TimeoutError:
                return

    def close(self) -> None:
        self.socket.close()


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack(">H", len(data)) + data
