"""A card with a volatile write cache, as real ones have: what was not flushed when the power goes is there in part or not at all.

qemu reaches it as an NBD server over a Unix socket (https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md).
"""

import os
import pathlib
import random
import socket
import struct
import threading

SECTOR = 512
READ, WRITE, DISCONNECT, FLUSH = 0, 1, 2, 3
FUA = 1


class Card:
    """Serves `disk` at `path` to one machine. `cut` is the power cut."""

    def __init__(self, disk: pathlib.Path, path: pathlib.Path, seed: int):
        self.path, self._random = path, random.Random(seed)
        self._file = os.open(disk, os.O_RDWR)
        self._size = os.fstat(self._file).st_size
        self._waiting: list[tuple[int, bytes]] = []
        self._newest: dict[int, bytes] = {}
        self.kept = self.lost = self.flushes = 0
        path.unlink(missing_ok=True)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen(1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def cut(self) -> tuple[int, int]:
        """After the machine has ended: a random part of the writes that were not flushed is on the card. Gives kept and lost."""
        self._thread.join(20)
        kept = [write for write in self._waiting if self._random.random() < 0.5]
        for offset, data in kept:
            os.pwrite(self._file, data, offset)
        self.kept, self.lost = len(kept), len(self._waiting) - len(kept)
        os.close(self._file)
        self._door.close()
        return self.kept, self.lost

    def _serve(self) -> None:
        line, _ = self._door.accept()
        try:
            with line:
                self._greet(line)
                self._work(line)
        except (OSError, EOFError):
            pass

    @staticmethod
    def _need(line: socket.socket, count: int) -> bytes:
        data = b""
        while len(data) < count:
            chunk = line.recv(count - len(data))
            if not chunk:
                raise EOFError
            data += chunk
        return data

    def _greet(self, line: socket.socket) -> None:
        has_flags, send_flush, send_fua = 1, 4, 8
        flags = has_flags | send_flush | send_fua
        line.sendall(b"NBDMAGICIHAVEOPT" + struct.pack(">H", 3))
        self._need(line, 4)
        export_name, go, acknowledged, info, unsupported = 1, 7, 1, 3, 0x80000001
        while True:
            _, option, length = struct.unpack(">8sII", self._need(line, 16))
            self._need(line, length)
            if option == export_name:
                line.sendall(struct.pack(">QH", self._size, flags))
                return

            def answer(kind: int, data: bytes = b"") -> None:
                line.sendall(struct.pack(">QIII", 0x3E889045565A9, option, kind, len(data)) + data)
            if option == go:
                answer(info, struct.pack(">HQH", 0, self._size, flags))
                answer(acknowledged)
                return
            answer(unsupported)

    def _work(self, line: socket.socket) -> None:
        while True:
            _, flags, kind, handle, offset, length = struct.unpack(">IHHQQI", self._need(line, 28))
            data = b""
            if kind == READ:
                data = self._read(offset, length)
            elif kind == WRITE:
                self._write(offset, self._need(line, length))
                if flags & FUA:
                    self._flush()
            elif kind == FLUSH:
                self._flush()
            elif kind == DISCONNECT:
                self._flush()
                return
            line.sendall(struct.pack(">IIQ", 0x67446698, 0, handle) + data)

    def _read(self, offset: int, length: int) -> bytes:
        data = bytearray(os.pread(self._file, length, offset))
        if self._newest:
            for at in range(0, length, SECTOR):
                newest = self._newest.get(offset + at)
                if newest is not None:
                    data[at:at + SECTOR] = newest
        return bytes(data)

    def _write(self, offset: int, data: bytes) -> None:
        if offset % SECTOR or len(data) % SECTOR:
            raise OSError("a write that is no whole sectors")
        self._waiting.append((offset, data))
        for at in range(0, len(data), SECTOR):
            self._newest[offset + at] = data[at:at + SECTOR]

    def _flush(self) -> None:
        self.flushes += 1
        for offset, data in self._waiting:
            os.pwrite(self._file, data, offset)
        self._waiting.clear()
        self._newest.clear()
