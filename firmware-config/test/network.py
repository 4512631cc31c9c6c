"""The room's network: addresses and the name, Mosquitto instead of the embedded broker, the board's own Wi-Fi."""

import os
import socket
import struct

from bench import CONSOLE, PATIENCE, Bench
from device import Line
from machine import BOARD, Failed, check, wait_for
from sitting import codes, token
from votes import enrol


def broker(bench: Bench) -> None:
    """`broker = "mosquitto"`: the program's messages go through Debian's broker, and a phone is receipted."""
    with bench.board(bench.disk(CONSOLE + '[messages]\nbroker = "mosquitto"\n')) as board:
        bench.up(board)
        board.console()
        check(board.shell("systemctl is-active nghitruong-broker") == "active", "Mosquitto runs")
        said = board.shell("cat /proc/net/tcp")
        check(":075C " in said and ":075B " not in said, "only Mosquitto's port 1884 is open, not the embedded broker's 1883")
        phone = enrol(bench, board, codes()[:1])[0]
        line = Line(board.port, phone)
        phone.settle(line)
        bench.figures["receipts"] = phone.prove(line)
        owner = board.shell("stat -c %a:%U /run/nghitruong-broker/passwords")
        check(owner == "600:mosquitto", owner)
        check("$7$" in board.shell("cat /run/nghitruong-broker/passwords"), "passwords are hashed")


class Wire:
    """A cable of Ethernet frames to the board."""

    MAC = bytes.fromhex("525400abcdef")

    def __init__(self, bench: Bench):
        self.here, self.there = str(bench.out / "wire-here"), str(bench.out / "wire-there")
        for path in (self.here, self.there):
            if os.path.exists(path):
                os.unlink(path)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.here)

    def devices(self) -> tuple[str, ...]:
        return (f"-netdev dgram,id=wire,local.type=unix,local.path={self.there},remote.type=unix,remote.path={self.here}",
                "-device virtio-net-pci,netdev=wire")

    def udp(self, to_mac: bytes, source: str, target: str, ports: tuple[int, int], data: bytes) -> None:
        udp = struct.pack(">HHHH", *ports, 8 + len(data), 0) + data
        head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0, socket.inet_aton(source), socket.inet_aton(target))
        total = sum(struct.unpack(">10H", head))
        total = (total & 0xFFFF) + (total >> 16)
        head = head[:10] + struct.pack(">H", ~(total + (total >> 16)) & 0xFFFF) + head[12:]
        self.socket.sendto(to_mac + self.MAC + b"\x08\x00" + head + udp, self.there)

    def answer(self, to_port: int, seconds: float, address: str | None = None, of=lambda data: True) -> tuple[bytes, bytes] | None:
        """The next UDP datagram to our port which is one `of` those waited for: the sender's MAC and the data. ARP questions for
        `address` are answered meanwhile."""
        import time
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                frame = self.socket.recv(65536)
            except TimeoutError:
                return None
            kind = frame[12:14]
            if kind == b"\x08\x06" and address and frame[38:42] == socket.inet_aton(address) and frame[20:22] == b"\0\1":
                reply = frame[6:12] + self.MAC + b"\x08\x06" + frame[14:20] + b"\0\2" + self.MAC + socket.inet_aton(address) + frame[22:32]
                self.socket.sendto(reply, self.there)
            if kind == b"\x08\x00" and frame[23] == 17 and struct.unpack(">H", frame[36:38])[0] == to_port and of(frame[42:]):
                return frame[6:12], frame[42:]
        return None


def discover(kind: int, transaction: bytes, more: bytes = b"") -> bytes:
    head = struct.pack(">BBBB4sHH4s4s4s4s16s64s128s", 1, 1, 6, 0, transaction, 0, 0x8000, b"", b"", b"", b"", Wire.MAC, b"", b"")
    return head + b"\x63\x82\x53\x63" + bytes([53, 1, kind]) + more + bytes([55, 5, 1, 3, 6, 42, 114]) + b"\xff"


def options(data: bytes) -> dict[int, bytes]:
    found, at = {}, 240
    while at < len(data) and data[at] != 255:
        if data[at] == 0:
            at += 1
            continue
        found[data[at]] = data[at + 2:at + 2 + data[at + 1]]
        at += 2 + data[at + 1]
    return found


def addresses(bench: Bench) -> None:
    """dnsmasq gives a phone its address and the name nghi.lan, and offers no way out."""
    wire = Wire(bench)
    with bench.board(bench.disk(), network=False, devices=wire.devices()) as board:
        bench.up(board, network=False)

        # A slow board answers a question that was asked again twice: of the answers only those to this question count.
        def ask(data: bytes, kind: bytes):
            wire.udp(b"\xff" * 6, "0.0.0.0", "255.255.255.255", (68, 67), data)
            return wire.answer(68, 3, of=lambda said: options(said).get(53) == kind)
        offer = wait_for("an offer", 120, lambda: ask(discover(1, b"nghi"), b"\x02"), 1)[1]
        mine = socket.inet_ntoa(offer[16:20])
        accepted = wait_for("the address", 30, lambda: ask(discover(3, b"nghi", bytes([50, 4]) + offer[16:20] + bytes([54, 4]) + options(offer)[54]), b"\x05"), 1)
        mac, said = accepted[0], options(accepted[1])
        check(said[53] == b"\x05", f"{said}")
        check(mine.startswith("192.168.100.") and 50 <= int(mine.rsplit(".", 1)[1]) <= 250, mine)
        check(3 not in said and said[6] == socket.inet_aton(BOARD), f"no router, this name server: {said}")
        bench.figures["address"], bench.figures["options"] = mine, sorted(said)

        def resolve(name: str):
            labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
            question = b"\x12\x34\x01\x00\0\1\0\0\0\0\0\0" + labels + b"\0\0\1\0\1"
            wire.udp(mac, mine, BOARD, (5353, 53), question)
            return wire.answer(5353, 3, mine, of=lambda said: labels in said)
        answer = wait_for("nghi.lan", 30, lambda: resolve("nghi.lan"), 1)[1]
        check(answer[-4:] == socket.inet_aton(BOARD), answer.hex())
        other = wait_for("an answer for a foreign name", 30, lambda: resolve("example.org"), 1)[1]
        check(other[3] & 15 != 0 and other[6:8] == b"\0\0", "no other name has an address here")


def wifi(bench: Bench) -> None:
    """The board's own Wi-Fi on a simulated radio (mac80211_hwsim): it is on the air, and has the room's address."""
    site = CONSOLE + '[network]\nmode = "built-in-ap"\n[wifi]\nname = "HDND-Thu"\npassword = "mat-khau-thu"\n'
    disk = bench.disk(site)
    entry = disk.get("esp", "loader/entries/nghitruong-a.conf")
    disk.put("esp", "loader/entries/nghitruong-a.conf", entry.rstrip("\n") + " modules-load=mac80211_hwsim mac80211_hwsim.radios=2\n")
    with bench.board(disk, network=False) as board:
        bench.up(board, network=False)
        board.console(PATIENCE)
        try:
            wait_for("hostapd", 120, lambda: board.ask("systemctl is-active nghitruong-ap") == "active", 2)
            wait_for("on the air", 60, lambda: "type AP" in board.ask("iw dev wlan0 info"), 2)
        except Failed:
            raise Failed(board.ask("iw dev; systemctl status nghitruong-ap; journalctl -b -u nghitruong-ap | tail -30; ls /run/nghitruong"))
        check(BOARD in board.ask("ip -4 addr show wlan0"), board.ask("ip addr"))
        board.shell("ip link set wlan1 up")
        seen = wait_for("the name on the air", 60, lambda: "SSID: HDND-Thu" in board.ask("iw dev wlan1 scan"), 2)
        scan = board.shell("iw dev wlan1 scan")
        check("RSN" in scan and "PSK" in scan, scan)
        check("WPS" not in scan, "no WPS")
        bench.figures["seen"] = bool(seen)
        bench.figures["hostapd_user"] = board.ask("ps -o user= -C hostapd") or board.ask("stat -c %u /proc/$(systemctl show -P MainPID nghitruong-ap)")
