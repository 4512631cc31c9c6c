"""One board in qemu: disk, two screens, touch, serial line, network, sticks."""

import functools
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time

from card import Card
from hardware import Hardware

BOARD = "192.168.100.1"


class Failed(AssertionError):
    """A case that did not hold."""


def check(holds: object, what: str) -> None:
    if not holds:
        raise Failed(what)


def wait_for(what: str, seconds: float, ask, pause: float = 0.5):
    """Asks until something true comes back, and gives it."""
    end = time.monotonic() + seconds
    while True:
        found = ask()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"{what}: not within {seconds:.0f} s")
        time.sleep(pause)


def run(*command: object, **options) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


@functools.cache
def accelerator(hardware: Hardware) -> list[str]:
    """kvm where a machine of this kind with its firmware really runs under it, which a mere /dev/kvm does not prove; software otherwise."""
    # The guest's clock counts its instructions: on a busy host it is slow, and no watchdog or time limit of the board sees it.
    software = ["-accel", "tcg,thread=single", "-icount", "shift=1,sleep=on", "-cpu", hardware.emulated, "-smp", "1"]
    wanted = os.environ.get("NGHITRUONG_ACCEL", "auto")
    if wanted == "tcg" or not hardware.is_own or not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return software
    for cpu in ("host", "qemu64"):
        fast = ["-accel", "kvm", "-cpu", cpu, "-smp", "2"]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "qmp")
            probe = subprocess.Popen([*hardware.base, *fast, "-m", "256",
                                      "-qmp", f"unix:{path},server=on,wait=off"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                # Long enough for the firmware's first instructions, where an unfit kvm ends or stands still.
                time.sleep(5)
                if probe.poll() is None:
                    with socket.socket(socket.AF_UNIX) as line:
                        line.connect(str(path))
                        talk = line.makefile("rw")
                        talk.readline()
                        for execute in ("qmp_capabilities", "query-status"):
                            talk.write(json.dumps({"execute": execute}) + "\n")
                            talk.flush()
                            answer = json.loads(talk.readline())
                            while "event" in answer:
                                answer = json.loads(talk.readline())
                        if answer["return"].get("status") == "running":
                            return fast
            finally:
                if probe.poll() is None:
                    probe.kill()
                    probe.wait()
    return software


class Disk:
    """A copy of the image on a larger card, reached without loop devices or mounts."""

    def __init__(self, image: pathlib.Path, path: pathlib.Path, more_mb: int = 256):
        self.path = path
        run("cp", "--sparse=always", "-L", image, path)
        os.truncate(path, os.stat(path).st_size + more_mb * 1024 * 1024)

    def place(self, label: str) -> tuple[int, int]:
        """Offset and size in bytes of a partition."""
        for line in run("partx", "-g", "-b", "-o", "NAME,START,SIZE", self.path).splitlines():
            name, start, size = line.split()
            if name == label:
                return int(start) * 512, int(size)
        raise Failed(f"no partition {label}")

    def fat(self, label: str) -> str:
        return f"{self.path}@@{self.place(label)[0]}"

    def put(self, label: str, path: str, text: str | bytes) -> None:
        with tempfile.NamedTemporaryFile() as file:
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            run("mcopy", "-o", "-i", self.fat(label), file.name, f"::{path}")

    def get(self, label: str, path: str) -> str:
        done = subprocess.run(["mtype", "-i", self.fat(label), f"::{path}"], capture_output=True)
        return done.stdout.decode("utf-8-sig", "replace")

    def names(self, label: str, folder: str) -> list[str]:
        return [line.rsplit("/", 1)[-1] for line in run("mdir", "-b", "-i", self.fat(label), f"::{folder}").split()]

    def seed(self, folder: pathlib.Path) -> None:
        """Fills the data partition with `folder` as /data/nghitruong, owned by the kiosk's user."""
        offset, size = self.place("data")
        with tempfile.TemporaryDirectory() as temporary:
            tree = pathlib.Path(temporary, "data")
            shutil.copytree(folder, tree / "nghitruong")
            (tree / "board").mkdir()
            (tree / "display").mkdir(0o700)
            os.chown(tree / "display", 1000, 1000)
            os.chmod(tree / "nghitruong", 0o700)
            for path in [tree / "nghitruong", *(tree / "nghitruong").rglob("*")]:
                os.chown(path, 1000, 1000)
            made = pathlib.Path(temporary, "data.img")
            with made.open("wb") as file:
                file.truncate(size)
            run("mke2fs", "-q", "-t", "ext4", "-L", "data", "-m", "4", "-d", tree, made)
            run("tune2fs", "-u", "1000", made)
            run("dd", f"if={made}", f"of={self.path}", "bs=1M", f"seek={offset // 1048576}", "conv=notrunc,sparse", "status=none")
            # A sparse copy leaves what was there before where the new one has holes.
            check(offset % 1048576 == 0, "partitions on whole megabytes")

    def data(self, to: pathlib.Path) -> pathlib.Path:
        """The data folder as it is on the disk now, with the file system's log replayed, without changing the disk."""
        offset, size = self.place("data")
        copy = to / "data.img"
        run("dd", f"if={self.path}", f"of={copy}", "bs=1M", f"skip={offset // 1048576}", f"count={size // 1048576}",
            "conv=sparse", "status=none")
        done = subprocess.run(["e2fsck", "-fy", str(copy)], capture_output=True, text=True)
        check(done.returncode in (0, 1), f"e2fsck: {done.stdout}{done.stderr}")
        folder = to / "nghitruong"
        shutil.rmtree(folder, ignore_errors=True)
        run("debugfs", "-R", f"rdump /nghitruong {to}", copy)
        return folder


class Machine:
    """A running board. `kill` is the power cut."""

    def __init__(self, hardware: Hardware, disk: Disk, out: pathlib.Path, *, network: bool = True, rtc: str | None = None,
                 devices: tuple[str, ...] = (), memory: int = 1024, outputs: int = 2, card: Card | None = None):
        self.out = out
        out.mkdir(parents=True, exist_ok=True)
        self.started = time.monotonic()
        variables = out / "vars.fd"
        if not variables.exists():
            shutil.copy(hardware.variables, variables)
        self.port = free_port()
        self.qmp_path, self.serial_path = out / "qmp", out / "serial"
        for path in (self.qmp_path, self.serial_path):
            path.unlink(missing_ok=True)
        drive = f"file={disk.path},format=raw"
        if card:
            drive = f"driver=raw,file.driver=nbd,file.server.type=unix,file.server.path={card.path}"
        self.card = card
        command = [
            *hardware.base, *accelerator(hardware), "-m", str(memory),
            "-drive", f"if=pflash,format=raw,file={variables}",
            "-device", f"virtio-gpu-pci,id=gpu0,max_outputs={outputs},xres=1280,yres=800",
            "-device", "qemu-xhci,id=usb", "-device", "usb-tablet,bus=usb.0",
            "-device", "i6300esb", "-action", "watchdog=reset",
            "-object", "rng-random,filename=/dev/urandom,id=rng", "-device", "virtio-rng-pci,rng=rng",
            "-drive", f"{drive},if=none,id=disk,cache=writeback", "-device", "virtio-blk-pci,drive=disk",
            "-chardev", f"socket,id=serial,path={self.serial_path},server=on,wait=off,logfile={out}/serial.log,logappend=on",
            "-serial", "chardev:serial",
            "-qmp", f"unix:{self.qmp_path},server=on,wait=off",
        ]
        if network:
            command += [
                "-netdev", f"user,id=net,net=192.168.100.0/24,host=192.168.100.254,restrict=on,hostfwd=tcp:127.0.0.1:{self.port}-{BOARD}:80",
                "-device", "virtio-net-pci,netdev=net",
            ]
        command += ["-rtc", f"base={rtc or 'utc'},clock=vm"]
        for device in devices:
            command += device.split(" ")
        # Not nice: the board's own watchdogs run in real time.
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=(out / "qemu.log").open("a"))
        self._qmp = self._connect(self.qmp_path).makefile("rw")
        self._qmp.readline()
        self.qmp("qmp_capabilities")
        self._serial = self._connect(self.serial_path)
        self._heard = ""
        # Read all the time: a serial line that nobody reads holds up the machine.
        threading.Thread(target=self._listen, daemon=True).start()

    def _connect(self, path: pathlib.Path) -> socket.socket:
        def attempt():
            check(self.process.poll() is None, f"qemu has ended, see {self.out}/qemu.log")
            line = socket.socket(socket.AF_UNIX)
            try:
                line.connect(str(path))
                return line
            except OSError:
                line.close()
                return None
        return wait_for("qemu", 20, attempt, 0.1)

    def _listen(self) -> None:
        while True:
            try:
                heard = self._serial.recv(65536)
            except OSError:
                return
            if not heard:
                return
            self._heard += heard.decode("utf-8", "replace")

    def seconds(self) -> float:
        return time.monotonic() - self.started

    # qemu's own protocol

    def qmp(self, execute: str, **arguments):
        self._qmp.write(json.dumps({"execute": execute, "arguments": arguments}) + "\n")
        self._qmp.flush()
        while True:
            answer = json.loads(self._qmp.readline())
            if "error" in answer:
                raise Failed(f"{execute}: {answer['error']}")
            if "return" in answer:
                return answer["return"]

    def picture(self, name: str, head: int = 0) -> pathlib.Path:
        path = self.out / f"{name}.png"
        self.qmp("screendump", filename=str(path), format="png", device="gpu0", head=head)
        return path

    def tap(self, x: int, y: int, width: int = 1280, height: int = 800) -> None:
        """A touch at a pixel of the kiosk's screen."""
        def at(value: int, whole: int) -> int:
            return min(32767, round(value * 32767 / whole))
        move = [{"type": "abs", "data": {"axis": "x", "value": at(x, width)}},
                {"type": "abs", "data": {"axis": "y", "value": at(y, height)}}]
        def button(down: bool):
            return [{"type": "btn", "data": {"button": "left", "down": down}}]
        self.qmp("input-send-event", events=move)
        time.sleep(0.15)
        self.qmp("input-send-event", events=button(True))
        time.sleep(0.12)
        self.qmp("input-send-event", events=button(False))
        time.sleep(0.15)

    # the serial line, where site.toml opened it

    def shell(self, command: str, seconds: float = 60) -> str:
        """Runs `command` on the service's console and gives its output."""
        # The quotes keep the echo of the line from looking like the end.
        self._serial.sendall(f' {command}; echo "__E""ND__$?"\n'.encode())
        end = time.monotonic() + seconds
        while not (found := re.search(r"__END__(\d+)", self._heard)):
            check(time.monotonic() < end, f"console: no answer to {command!r}; heard {self._heard[-300:]!r}")
            time.sleep(0.1)
        said, self._heard = self._heard[:found.start()], self._heard[found.end():]
        said = said.replace("\r", "").split('__E""ND__$?"\n', 1)[-1]
        check(found.group(1) == "0", f"console: {command!r} ended with {found.group(1)}: {said}")
        return said.strip()

    def ask(self, command: str) -> str:
        """The same where the command may fail."""
        return self.shell(f"{{ {command}; }} 2>&1; true")

    def starts(self) -> int:
        """How often the firmware has started the boot loader."""
        return (self.out / "serial.log").read_bytes().count(b"BdsDxe: starting")

    def console(self, seconds: float = 240) -> None:
        """Waits for the service's console. Nothing is typed before its prompt is there: the boot loader would listen."""
        def prompt() -> bool:
            # Of this start: the prompt of the one before is still there to be read.
            return "\n# " in self._heard.replace("\r", "").rsplit("BdsDxe: starting", 1)[-1]
        wait_for("console", seconds, prompt)
        time.sleep(0.5)
        self.shell("stty -echo cols 200; export SYSTEMD_PAGER=cat TERM=dumb PS1=", 30)

    # the end

    def kill(self) -> None:
        """The power is cut."""
        self.process.kill()
        self.process.wait()
        if self.card:
            self.card.cut()

    def wait_off(self, seconds: float = 120) -> None:
        self.process.wait(seconds)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
