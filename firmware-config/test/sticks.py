"""USB: what may be plugged in, updates of the other slot, and the way back from one that does not work."""

import os
import pathlib
import shutil
import subprocess
import time

from bench import PATIENCE, Bench
from machine import Failed, Machine, check, run, wait_for

PACK = pathlib.Path(__file__).resolve().parents[1] / "image" / "pack"
BROKEN = """#!/bin/sh
# A program that everything of the board can use but the kiosk.
[ "$1" != kiosk ] || exit 1
exec /usr/bin/nghitruong-whole "$@"
"""


def stick(bench: Bench, name: str, files: list[pathlib.Path], mb: int) -> pathlib.Path:
    path = bench.out / f"{name}.img"
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.truncate(mb * 1024 * 1024)
    run("mkfs.vfat", "-F", "32", "-n", name.upper(), path)
    for file in files:
        run("mcopy", "-i", path, file, "::")
    return path


def plug(path: pathlib.Path) -> tuple[str, ...]:
    return (f"-drive file={path},if=none,id=stick,format=raw,cache=writeback", "-device usb-storage,bus=usb.0,drive=stick,id=stick,removable=on")


def package(bench: Bench, version: str, broken: bool) -> pathlib.Path:
    """The image's own tree as a newer version, signed with the image's key."""
    images = bench.images
    tree = bench.out / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    run("cp", "-al", images / "root", tree)
    build = int((images / "root/usr/share/nghitruong/build").read_text()) + 1

    def write(path: str, text: str, mode: int = 0o644) -> None:
        # A new file: the old one is the image's, too.
        (tree / path).unlink()
        (tree / path).write_text(text)
        (tree / path).chmod(mode)
    write("usr/share/nghitruong/build", f"{build}\n")
    write("usr/share/nghitruong/version", f"{version}\n")
    if broken:
        os.link(tree / "usr/bin/nghitruong", tree / "usr/bin/nghitruong-whole")
        write("usr/bin/nghitruong", BROKEN, 0o755)
    root = bench.out / "root.squashfs"
    root.unlink(missing_ok=True)
    run("mksquashfs", tree, root, "-comp", "zstd", "-Xcompression-level", "3", "-b", "256K", "-noappend", "-quiet", "-no-progress")
    shutil.rmtree(tree)
    out = bench.out / f"nghitruong-{version}.zip"
    key = os.environ.get("NGHITRUONG_UPDATE_KEY", str(images / "update-key.pem"))
    run(PACK, key, out, version, build, bench.hardware.cpu, root, images / "linux", images / "initrd")
    root.unlink()
    return out


def runs_slot(board: Machine) -> str:
    return board.shell("tr ' ' '\\n' </proc/cmdline | grep ^root=").rsplit("-", 1)[-1]


def update(bench: Bench) -> None:
    """A signed package on a stick: the board writes the other slot, starts from it, finds it good, and stays."""
    disk = bench.disk()
    path = stick(bench, "capnhat", [package(bench, "9.9.9", broken=False)], 512)
    entries = disk.names("esp", "loader/entries")
    check(entries == ["nghitruong-a.conf"], f"{entries}")
    with bench.board(disk, devices=plug(path)) as board:
        wait_for("the second start", PATIENCE * 2, lambda: board.starts() >= 2, 2)
        bench.figures["written_s"] = round(board.seconds())
        board.console(PATIENCE)
        bench.up(board)
        check(runs_slot(board) == "b", "the new slot runs")
        check(board.shell("cat /usr/share/nghitruong/version") == "9.9.9", "the new version runs")
        wait_for("found good", PATIENCE, lambda: "active" == board.ask("systemctl is-active boot-complete.target"), 5)
        wait_for("told the boot loader", 120, lambda: "good" in board.ask("/lib/systemd/systemd-bless-boot status") or
                 "nghitruong-b.conf" in disk.names("esp", "loader/entries"), 5)
        board.picture("kiosk")
        board.shell("sync; systemctl --no-block poweroff")
        board.wait_off()
    bench.figures["entries"] = disk.names("esp", "loader/entries")
    check("nghitruong-b.conf" in bench.figures["entries"], f"{bench.figures['entries']}")
    with bench.board(disk, devices=plug(path)) as board:
        # The serial line's log goes on where the last machine ended.
        so_far = board.starts()
        board.console(PATIENCE)
        bench.up(board)
        check(board.starts() == so_far + 1, "the same package is not written twice")
        check(runs_slot(board) == "b", "it stays")


def undo(bench: Bench) -> None:
    """A signed package whose kiosk does not run: after its trials the old slot is back, and the package is not tried again."""
    disk = bench.disk()
    path = stick(bench, "hong", [package(bench, "9.9.8", broken=True)], 512)
    with bench.board(disk, devices=plug(path)) as board:
        wait_for("old slot, three trials, old slot", PATIENCE * 5, lambda: board.starts() >= 5, 2)
        bench.figures["back_s"] = round(board.seconds())
        board.console(PATIENCE)
        bench.up(board)
        check(runs_slot(board) == "a", "the old slot runs")
        time.sleep(30)
        check(board.starts() == 5, "and stays")
        board.picture("kiosk")
    bench.figures["entries"] = disk.names("esp", "loader/entries")


def usb(bench: Bench) -> None:
    """A stick is mounted for the kiosk and nothing on it can run; a class that has no place here is not let in."""
    paper = bench.out / "thu.txt"
    paper.write_text("thử\n")
    path = stick(bench, "hoidong", [paper], 64)
    with bench.board(bench.disk()) as board:
        bench.up(board)
        board.console()
        board.qmp("blockdev-add", **{"driver": "raw", "node-name": "stick", "file": {"driver": "file", "filename": str(path)}})
        board.qmp("device_add", driver="usb-storage", bus="usb.0", drive="stick", id="stick")
        wait_for("the stick", 60, lambda: "thu.txt" in board.ask("ls /media/*"), 1)
        mounted = board.shell("grep /media/ /proc/mounts")
        check(all(option in mounted for option in ("nosuid", "nodev", "noexec", "uid=1000")), mounted)
        board.shell("setpriv --reuid 1000 --regid 1000 --clear-groups sh -c 'cd /media/sd* && echo x >xuat.txt' && sync", 60)
        before = board.shell("cat /sys/bus/usb/devices/*:*/bInterfaceClass | sort | uniq -c").split()
        board.qmp("device_add", driver="usb-ccid", bus="usb.0", id="reader")
        wait_for("the reader", 30, lambda: "0b" in board.ask("cat /sys/bus/usb/devices/*:*/bInterfaceClass"), 1)
        state = "for d in /sys/bus/usb/devices/*:*; do echo $(cat $d/bInterfaceClass)=$(cat $d/authorized); done"
        wait_for("the reader is not let in", 30, lambda: "0b=0" in board.ask(state).split(), 1)
        now = board.shell(state).split()
        check("08=1" in now and "03=1" in now, f"stick and touch are: {now}, before {before}")
        bench.figures["interfaces"] = now
        board.qmp("device_del", id="stick")
        wait_for("the stick is gone", 60, lambda: "/media/sd" not in board.ask("cat /proc/mounts"), 1)
    done = subprocess.run(["mtype", "-i", str(path), "::xuat.txt"], capture_output=True)
    if done.stdout.strip() != b"x":
        raise Failed(f"what the kiosk's user wrote is on the stick: {done}")
