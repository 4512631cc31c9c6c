"""The sample council at a board: the chair's touches by their place on the screen, the delegates' phones from outside."""

import csv
import json
import pathlib
import random
import subprocess
import threading
import time

from device import Device, Line, page_answers
from machine import Disk, Failed, Machine, check, run, wait_for

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CHAIR = "2468"
# The kiosk's first line.
BAR = bytes([0x12, 0x16, 0x1C])
# Longer than the kiosk's keys ignore touches, seconds.
GUARD = 1.2

# Places on the kiosk's screen of 1280x800, as the pictures of src/kiosk/tests/golden have them.
KEYS = [(224, 724), (544, 724), (752, 724), (960, 724), (1168, 724)]
LOCKED = KEYS[0]
LOCK = (1096, 36)
YES = (906, 692)
OPEN_SITTING = (867, 709)
BACK = (333, 708)
USUAL_FORM = (499, 708)
PAD = {str(n + 1): (780 + n % 3 * 188, 225 + n // 3 * 142) for n in range(9)} | {"0": (968, 649), "enter": (1155, 649)}
SETTINGS_WALLS = (722, 462)
SETTINGS_HANDHELDS = (197, 577)
FIRST_ROW = (635, 278)
# Of the page "whose is it?": the next twelve, and then the twenty-first.
NEXT_ROWS = (1155, 167)
ROW_21 = (922, 383)
AGREE = (356, 337)
# The screen below its first line; the row of keys.
BODY = (0, 72, 1280, 800)
KEY_ROW = (0, 648, 1280, 800)
# What stands still while nobody acts: without clocks, code and the reasons of those who are missing.
STEADY = {"vote": [(32, 84, 520, 500), (590, 84, 900, 510)]}


def sample(program: pathlib.Path, folder: pathlib.Path) -> None:
    """The sample council's data folder with its PINs and codes."""
    run(PROJECT / "scripts" / "sample", program, folder)
    (folder / ".ready").unlink()


def codes() -> list[str]:
    """Personal codes of the delegates, by seat."""
    with (PROJECT / "samples" / "an-binh-codes.csv").open() as file:
        return [row["code"] for row in csv.DictReader(file) if row["group"].startswith("Tổ")]


class Frame:
    """What one screen shows."""

    def __init__(self, path: pathlib.Path):
        data = path.read_bytes()
        kind, size, _, self.pixels = data.split(b"\n", 3)
        check(kind == b"P6", "a picture")
        self.width, self.height = map(int, size.split())

    def part(self, left: int, top: int, right: int, bottom: int) -> bytes:
        rows = range(top, min(bottom, self.height))
        return b"".join(self.pixels[(y * self.width + left) * 3:(y * self.width + right) * 3] for y in rows)

    def steady(self, name: str) -> bytes:
        return b"".join(self.part(*place) for place in STEADY[name])

    def is_blank(self) -> bool:
        return len(set(self.pixels[i:i + 3] for i in range(0, len(self.pixels), 999))) < 3


def frame(machine: Machine, head: int = 0) -> Frame:
    path = machine.out / f"now-{head}.ppm"
    machine.qmp("screendump", filename=str(path), device="gpu0", head=head)
    return Frame(path)


def settled(machine: Machine, before: Frame | None = None, seconds: float = 30, place: tuple[int, int, int, int] = BODY) -> Frame:
    """Waits until a part of the kiosk's screen is another than `before`, and stays so for a moment."""
    def body(shown: Frame) -> bytes:
        return shown.part(*place)
    end = time.monotonic() + seconds
    last = frame(machine)
    while time.monotonic() < end:
        time.sleep(0.6)
        now = frame(machine)
        if (before is None or body(now) != body(before)) and body(now) == body(last):
            return now
        last = now
    return last


def touch(machine: Machine, place: tuple[int, int], seconds: float = 30, where: tuple[int, int, int, int] = BODY) -> Frame:
    """Touches a place after which a part of the screen looks otherwise."""
    before = frame(machine)
    for _ in range(3):
        # Keys that have just changed their meaning are deaf for a moment, which a slow machine draws out.
        time.sleep(GUARD)
        machine.tap(*place)
        now = settled(machine, before, seconds / 3, where)
        if now.part(*where) != before.part(*where):
            return now
    raise Failed(f"nothing happens after a touch at {place}")


def kiosk_shows(machine: Machine, seconds: float) -> float:
    """Waits for the kiosk's picture and gives the seconds since the power came."""
    def shown() -> bool:
        now = frame(machine)
        # Its first line has a colour of its own, which neither the firmware's picture nor a console has.
        return (now.width, now.height) == (1280, 800) and now.part(2, 2, 4, 3) == now.part(1000, 2, 1002, 3) == BAR * 2 and not now.is_blank()
    wait_for("the kiosk's picture", seconds, shown, 1)
    return machine.seconds()


def page_up(machine: Machine, seconds: float) -> float:
    wait_for("the page", seconds, lambda: machine.process.poll() is None and page_answers(machine.port), 1)
    return machine.seconds()


def token(machine: Machine, seconds: float = 60) -> str:
    """The room's code, read off the screen as a phone's camera does."""
    def read() -> str | None:
        path = machine.picture("code")
        done = subprocess.run(["zbarimg", "-q", "--raw", str(path)], capture_output=True, text=True)
        found = [line for line in done.stdout.split() if "/J/" in line.upper()]
        return found[0].rsplit("/", 1)[-1] if found else None
    return wait_for("the room's QR code", seconds, read, 1)


def unlock(machine: Machine) -> None:
    # Of the page with the code only the keys stand still.
    touch(machine, LOCKED, where=KEY_ROW)
    for digit in CHAIR:
        touch(machine, PAD[digit], 10)
    touch(machine, PAD["enter"])


def pair_wall(machine: Machine) -> None:
    """Agrees, from the page of the check-in, to the display that shows its code on the second screen."""
    touch(machine, KEYS[4], where=KEY_ROW)
    for place in (SETTINGS_WALLS, FIRST_ROW, AGREE, BACK, BACK):
        touch(machine, place)


def give_handheld(machine: Machine) -> None:
    """Gives the handheld that shows its code to the delegate of seat 21, from the page of the check-in."""
    touch(machine, KEYS[4], where=KEY_ROW)
    for place in (SETTINGS_HANDHELDS, FIRST_ROW, NEXT_ROWS):
        touch(machine, place)
    machine.picture("whose")
    touch(machine, ROW_21)
    machine.picture("given")
    touch(machine, BACK)
    touch(machine, BACK)


class Votes:
    """Phones that vote at once until the line is gone, and remember what they were promised."""

    def __init__(self, port: int, phones: list[Device], vote: str, nonce: str, seed: int):
        self._random = random.Random(seed)
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._vote, args=(port, phone, vote, nonce, self._random.random())) for phone in phones]
        self.broken: list[str] = []
        for thread in self._threads:
            thread.start()

    def _vote(self, port: int, phone: Device, vote: str, nonce: str, seed: float) -> None:
        dice = random.Random(seed)
        try:
            line = Line(port, phone)
            phone.settle(line)
            while not self._stop.is_set():
                choice = dice.choice(["for", "against", "not_voting"])
                phone.ask(line, {"t": "vote", "vote": vote, "choice": choice, "nonce": nonce})
        except OSError:
            pass
        except Failed as error:
            # A receipt that does not come because the power is gone is none that was promised.
            if not self._stop.is_set():
                self.broken.append(str(error))

    def ended(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)


def open_vote(phone: Device, line: Line) -> tuple[str, str]:
    """Id and nonce of the vote that is open."""
    def found():
        line.settle(1)
        votes = [v for name, v in line.retained.items() if "/vote/" in name and v.get("state") == "open"]
        return votes[0] if votes else None
    vote = wait_for("an open vote", 60, found, 0.2)
    return vote["vote"], vote["nonce"]
