"""`nghitruong handheld` outside the board: the real program in a terminal, on a network of its own that leads to the board."""

import codecs
import fcntl
import json
import os
import pathlib
import pty
import re
import struct
import subprocess
import termios
import threading
import time
import zlib

from machine import BOARD, check, wait_for

# What its lamp says, as src/handheld/src/lamp.rs has it.
OPEN, RECORDED, DARK = (255, 160, 0), (120, 120, 120), (0, 0, 0)
FRAME = re.compile(r"\x1b\[H\x1b\[2J┌─+┐\n(.*?)└─+┘\n \x1b\[38;2;(\d+);(\d+);(\d+)m", re.DOTALL)
# The last of the picture's 32 lines are the legends of the keys.
LEGENDS = 26
# From the board's address in a network without anything else to the port that qemu forwards.
INSIDE = f"""ip link set lo up && ip addr add {BOARD}/32 dev lo || exit 1
socat TCP-LISTEN:80,bind={BOARD},fork,reuseaddr "UNIX-CONNECT:$1" &
relay=$!
trap 'kill $relay' EXIT
shift
"$@"
"""


class Handheld:
    """One handheld. Dropping out of it takes its battery out."""

    def __init__(self, program: pathlib.Path, port: int, folder: pathlib.Path):
        self.data = folder / "handheld"
        self.data.mkdir()
        way = folder / "handheld-way"
        self._relay = subprocess.Popen(["socat", f"UNIX-LISTEN:{way},fork", f"TCP:127.0.0.1:{port}"])
        wait_for("the way out", 10, way.exists, 0.05)
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
        command = [program, "handheld", "--kiosk", f"http://{BOARD}", "--data", self.data]
        self.process = subprocess.Popen(["unshare", "--net", "sh", "-c", INSIDE, "sh", way, *command], stdin=inner, stdout=inner,
                                        stderr=(folder / "handheld.log").open("w"), start_new_session=True)
        os.close(inner)
        self._heard = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # A letter of the frame may come in two pieces.
        letters = codecs.getincrementaldecoder("utf-8")("replace")
        try:
            while heard := os.read(self._terminal, 65536):
                self._heard += letters.decode(heard).replace("\r", "")
        except OSError:
            pass

    def shown(self) -> tuple[str, tuple[int, int, int]]:
        """The picture in half blocks, and the lamp."""
        frames = FRAME.findall(self._heard)
        if not frames:
            return "", DARK
        picture, *lamp = frames[-1]
        return picture, tuple(int(part) for part in lamp)

    def legends(self) -> list[str]:
        return self.shown()[0].split("\n")[LEGENDS:]

    def kept(self) -> dict:
        try:
            return json.loads((self.data / "handheld.json").read_text())
        except (OSError, ValueError):
            return {}

    def press(self, key: str, what: str, until, seconds: float = 90):
        """Presses `key` until it has done what it is pressed for: a screen that came by itself is deaf for a moment."""
        def attempt():
            os.write(self._terminal, key.encode())
            end = time.monotonic() + 3
            while time.monotonic() < end:
                if until():
                    return True
                time.sleep(0.05)
            return False
        wait_for(what, seconds, attempt, 0)

    def vote_for(self) -> float:
        """Two presses, and the seconds from the second to the receipt that it has checked."""
        wait_for("the vote on the handheld", 60, lambda: self.shown()[1] == OPEN, 0.1)
        asked = self.legends()
        self.press("1", "the question on the handheld", lambda: self.legends() != asked)
        begun = time.monotonic()
        self.press("1", "recorded, on the handheld", lambda: self.shown()[1] == RECORDED)
        took = time.monotonic() - begun
        check(not self.kept()["requests"], "nothing waits for an answer")
        return took

    def picture(self, path: pathlib.Path) -> None:
        """As a PNG, four pixels a point."""
        lines = [line.strip("│") for line in self.shown()[0].strip("\n").split("\n")]
        points = [[letter in lit for letter in line for _ in range(4)] for line in lines for lit in ("█▀", "█▄")]
        rows = [b"\0" + bytes(255 * point for point in row) for row in points for _ in range(4)]

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        head = struct.pack(">IIBBBBB", len(rows[0]) - 1, len(rows), 8, 0, 0, 0, 0)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b""))

    def close(self) -> None:
        self.process.kill()
        os.killpg(self.process.pid, 9)
        self.process.wait()
        self._relay.kill()
        self._relay.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
