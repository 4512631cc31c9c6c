"""A sitting at the board: start, an opened vote with phones from outside, power cuts in the middle of it."""

import dataclasses
import json
import os
import random
import shutil
import subprocess
import time

from bench import PATIENCE, Bench
from device import Device, Line
from handheld import Handheld
from machine import Disk, Failed, Machine, check, wait_for
from sitting import KEY_ROW, KEYS, LOCK, OPEN_SITTING, USUAL_FORM, YES, Votes, codes, frame, give_handheld, open_vote, page_up, pair_wall, settled, token, touch, unlock

# The sample council has 28 delegates and needs 19.
PHONES = 20


@dataclasses.dataclass
class Sitting:
    phones: list[Device]
    vote: str
    nonce: str

    def choice(self, choice: str) -> dict:
        return {"t": "vote", "vote": self.vote, "choice": choice, "nonce": self.nonce}


def enrol(bench: Bench, board: Machine, personal: list[str]) -> list[Device]:
    """Phones that join by the code on the screen, give their personal codes and are checked in."""
    phones, room = [], token(board)
    for code in personal:
        try:
            phone = Device(board.port, room, code, bench.out)
        except Failed:
            # The code changes; a phone scans again.
            room = token(board)
            phone = Device(board.port, room, code, bench.out)
        line = Line(board.port, phone)
        phone.settle(line)
        phone.ask(line, {"t": "check_in", "pass": phone.passport})
        line.close()
        phones.append(phone)
    return phones


def phase(board: Machine, phone: Device) -> str:
    line = Line(board.port, phone)
    found = line.snapshot(f"{phone.prefix}/session")["phase"]
    line.close()
    return found if isinstance(found, str) else json.dumps(found)


def open_sitting(bench: Bench, board: Machine, wall: bool = False, handheld: Handheld | None = None) -> Sitting:
    """From the locked screen to an open vote, by touches."""
    unlock(board)
    board.picture("check-in")
    if wall:
        pair_wall(board)
        board.picture("paired-kiosk")
    if handheld:
        give_handheld(board)
        wait_for("the handheld is somebody's", 60, lambda: handheld.kept().get("identity"), 0.2)
        before = handheld.legends()
        handheld.press("2", "here, by a key", lambda: handheld.legends() != before)
    phones = enrol(bench, board, codes()[:PHONES])
    settled(board)
    board.picture("checked-in")
    touch(board, KEYS[0], where=KEY_ROW)
    touch(board, OPEN_SITTING)
    wait_for("the sitting is open", 60, lambda: "open" in phase(board, phones[0]), 1)
    # To the agenda's adoption, its vote, by devices and voices, yes.
    for place in (KEYS[0], KEYS[0], USUAL_FORM, YES):
        touch(board, place)
    line = Line(board.port, phones[0])
    vote, nonce = open_vote(phones[0], line)
    line.close()
    return Sitting(phones, vote, nonce)


def start(bench: Bench) -> None:
    """The image as it is, and settings with mistakes: the first start of a new card."""
    disk = bench.disk('[network]\nmode = "wifi"\n' + "[service]\nconsole = true\n", council=False)
    with bench.board(disk) as board:
        bench.figures["kiosk_s"] = bench.up(board)
        lit(board, 0)
        board.picture("first-start")
        report = wait_for("the report", 60, lambda: disk.get("site", "site.report.txt"), 2)
    check("dòng 2" in report or "2:" in report, report)
    bench.figures["report"] = report.strip().splitlines()[-1]
    disk = bench.disk()
    with bench.board(disk) as board:
        board.console(PATIENCE)
        bench.figures["console_s"] = round(board.seconds(), 1)
        bench.figures["kiosk_s"] = bench.up(board)
        bench.figures["page_s"] = round(board.seconds(), 1)
        for head, name in enumerate(["kiosk", "wall"]):
            lit(board, head)
            board.picture(name, head=head)
        total, _, free, *_, available = [int(n) for n in board.shell("free -m | grep Mem").split()[1:]]
        bench.figures["memory_mb"] = {"total": total, "used": total - available, "kiosk": rss(board, "nghitruong kiosk"),
                                      "display": rss(board, "nghitruong display"), "weston": rss(board, "weston")}
        bench.figures["failed_units"] = board.shell("systemctl --failed --no-legend --plain | wc -l")
        check(bench.figures["failed_units"] == "0", board.ask("systemctl --failed; journalctl -b -p err | tail -20"))
        data = int(board.shell("df -m --output=size /data | tail -1"))
        check(data > 400, f"the data partition has taken the rest of the card: {data} MB")
        bench.figures["systemd_analyze"] = board.ask("systemd-analyze").splitlines()[0]


def lit(board: Machine, head: int) -> None:
    """Waits until an output shows something: a program that runs behind a black screen is of no use to a hall."""
    wait_for(f"a picture on output {head}", PATIENCE, lambda: not frame(board, head).is_blank(), 2)


def rss(board: Machine, name: str) -> int:
    """Resident memory of a program, MB."""
    said = board.ask(f"for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline | grep -q '^[^ ]*{name}' && grep VmRSS $p/status; done")
    numbers = [int(line.split()[1]) for line in said.splitlines() if line.startswith("VmRSS")]
    return round(max(numbers, default=0) / 1024)


def votes(bench: Bench) -> None:
    """Check-in to an opened vote by touches; phones and a handheld vote from outside, and the wall follows."""
    disk = bench.disk()
    with bench.board(disk) as board:
        bench.figures["kiosk_s"] = bench.up(board)
        lit(board, 1)
        with Handheld(bench.program, board.port, bench.out) as handheld:
            sitting = open_sitting(bench, board, wall=True, handheld=handheld)
            vote_all(bench, board, sitting, handheld)
        board.kill()
    bench.figures["verify"] = verified(bench, disk)


def vote_all(bench: Bench, board: Machine, sitting: Sitting, handheld: Handheld) -> None:
    """All but three phones vote, and the handheld; the kiosk counts them, and the wall shows how many."""
    before = frame(board, 1)
    took = []
    for phone in sitting.phones[:-3]:
        line = Line(board.port, phone)
        phone.settle(line)
        begun = time.monotonic()
        phone.ask(line, sitting.choice("for"))
        took.append(time.monotonic() - begun)
        line.close()
    bench.figures["receipt_ms"] = {"median": round(sorted(took)[len(took) // 2] * 1000), "longest": round(max(took) * 1000)}
    handheld.picture(bench.out / "handheld-vote.png")
    bench.figures["handheld_ms"] = round(handheld.vote_for() * 1000)
    handheld.picture(bench.out / "handheld-recorded.png")
    line = Line(board.port, sitting.phones[0])

    def answered() -> int:
        line.settle(0.5)
        tally = line.retained.get(f"{sitting.phones[0].prefix}/tally/{sitting.vote}", {})
        return tally.get("answered", 0)
    wanted = len(took) + 1
    wait_for(f"{wanted} have answered", 60, lambda: answered() == wanted, 0.2)
    line.close()
    bench.figures["answered"] = wanted
    wait_for("the wall follows", 60, lambda: frame(board, 1).pixels != before.pixels, 1)
    settled(board)
    board.picture("kiosk")
    board.picture("wall", head=1)


def cuts(bench: Bench) -> None:
    """The power is cut in the middle of a vote, again and again, on a card that loses what was not flushed."""
    times = int(os.environ.get("NGHITRUONG_CUTS", "20"))
    seed = int(os.environ.get("NGHITRUONG_SEED", "1"))
    dice = random.Random(seed)
    bench.figures.update(cuts=0, receipts=0, writes_lost=0, seed=seed)
    # The kiosk's screen alone: a board that also draws the wall would only start more slowly.
    disk = bench.disk("")
    board = bench.cuttable(disk, seed, outputs=1)
    try:
        bench.up(board)
        sitting = open_sitting(bench, board)
        board = endure(bench, disk, board, sitting, times, dice, seed)
    finally:
        if board.process.poll() is None:
            board.kill()


def shows_choice(line: Line, sitting: Sitting, phone: Device) -> bool:
    own = line.retained[f"{line.topic}/down/state"]["choices"].get(sitting.vote)
    if (own and own["choice"]) == phone.choice:
        return True
    line.settle(0.2)
    return False


def endure(bench: Bench, disk: Disk, board: Machine, sitting: Sitting, times: int, dice: random.Random, seed: int) -> Machine:
    """Cuts the power `times` times in this open vote, and looks at every receipt and at the screen after each."""
    # All but three have voted once, so that the count on the screen stays while choices change.
    for phone in sitting.phones[:-3]:
        if phone.choice:
            continue
        line = Line(board.port, phone)
        phone.settle(line)
        phone.ask(line, sitting.choice("for"))
        line.close()
    # As it comes back: locked, and locked keys look otherwise.
    board.tap(*LOCK)
    expected = settled(board).steady("vote")
    board.picture("before")
    for cut in range(1, times + 1):
        voting = Votes(board.port, sitting.phones[:6], sitting.vote, sitting.nonce, seed + cut)
        time.sleep(dice.uniform(2, 8))
        board.kill()
        voting.ended()
        check(not voting.broken, f"cut {cut}: {voting.broken}")
        bench.figures["writes_lost"] += board.card.lost
        promised = sum(len(phone.receipts) for phone in sitting.phones)
        board = bench.cuttable(disk, seed + 1000 + cut, outputs=1)
        page_up(board, PATIENCE)
        proved = 0
        for phone in sitting.phones:
            line = Line(board.port, phone)
            phone.settle(line)
            proved += phone.prove(line)
            # What was sent again after the cut shows in the next snapshot.
            wait_for(f"cut {cut}: the last receipted choice is the phone's own", 60, lambda: shows_choice(line, sitting, phone), 0)
            line.close()
        check(proved >= promised, f"cut {cut}: {proved} of {promised}")
        wait_for(f"cut {cut}: the same screen", PATIENCE, lambda: frame(board).width == 1280 and
                 frame(board).steady("vote") == expected, 1)
        bench.figures.update(cuts=cut, receipts=proved)
        print(f"image-test: cut {cut}: {proved} receipts, {board.seconds():.0f} s", flush=True)
    board.picture("after")
    board.kill()
    bench.figures["verify"] = verified(bench, disk)
    return board


def verified(bench: Bench, disk: Disk) -> str:
    """The first line of what `verify` says of the data as the power cut has left it."""
    folder = disk.data(bench.out)
    said = subprocess.run([str(bench.program), "verify", str(folder)], capture_output=True, text=True)
    check(said.returncode == 0, f"verify: {said.stdout}{said.stderr}")
    shutil.rmtree(folder)
    return said.stdout.strip().splitlines()[0]
