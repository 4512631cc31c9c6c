"""What fails around the board: no network, no clock, no room on the card."""

from bench import Bench
from device import Device, Line
from machine import check, wait_for
from sitting import codes, frame, open_vote, token, touch, unlock
from votes import open_sitting


def without_network(bench: Bench) -> None:
    """No network card at all: the kiosk comes all the same."""
    with bench.board(bench.disk(), network=False) as board:
        bench.figures["kiosk_s"] = bench.up(board, network=False)
        board.console()
        check(board.shell("systemctl is-active nghitruong-kiosk").endswith("active"), "the kiosk runs")
        board.shell("nghitruong board answers 127.0.0.1:80")
        check("lo" in board.shell("ls /sys/class/net"), "a loopback")
        bench.figures["interfaces"] = board.shell("ls /sys/class/net").split()
        board.picture("kiosk")
        unlock(board)
        board.picture("unlocked")


def clock_of_1970(bench: Bench) -> None:
    """A board without a battery: it wakes in 1970, and its clock is never before the last thing that was written."""
    with bench.board(bench.disk(), rtc="1970-01-01T00:00:00") as board:
        bench.figures["kiosk_s"] = bench.up(board)
        board.console()
        now = int(board.shell("date +%s"))
        last = int(board.shell("stat -c %Y /var/lib/nghitruong/journal.db"))
        built = int(board.shell("cat /usr/share/nghitruong/build"))
        check(now >= max(last, built), f"the clock is {now}, the last entry {last}, the image {built}")
        bench.figures["clock_after_last_entry_s"] = now - last
        board.picture("kiosk")


def full_disk(bench: Bench) -> None:
    """A full data partition in an open vote: it is said, nothing that was receipted is lost, and with room again it goes on."""
    with bench.board(bench.disk()) as board:
        bench.up(board)
        board.console()
        sitting = open_sitting(bench, board)
        phone = sitting.phones[0]
        line = Line(board.port, phone)
        phone.settle(line)
        phone.ask(line, sitting.choice("for"))
        # Root may take the blocks that are kept for the program, too.
        board.shell("dd if=/dev/zero of=/data/filler bs=64k conv=fsync 2>/dev/null; dd if=/dev/zero of=/data/filler2 bs=512 conv=fsync "
                    "2>/dev/null; sync; df /data | tail -1", 300)
        before = frame(board)
        refused = False
        # A database has some room of its own before it needs more.
        for n in range(400):
            said = phone.ask(line, sitting.choice("against" if n % 2 else "for"))
            if said["result"] == "not_recorded":
                refused = True
                bench.figures["recorded_on_the_full_disk"] = n
                break
        check(refused, "a full disk takes no vote")
        wait_for("the screen says so", 60, lambda: frame(board).part(0, 72, 1280, 300) != before.part(0, 72, 1280, 300), 1)
        board.picture("full")
        board.shell("rm /data/filler /data/filler2; sync")

        def recorded() -> bool:
            return phone.resume(line)["result"] == "recorded" if phone.pending else True
        wait_for("recorded again", 60, recorded, 1)
        bench.figures["receipts"] = phone.prove(line)
        wait_for("the screen is back", 60, lambda: frame(board).steady("vote") == before.steady("vote"), 1)
        board.picture("after")
