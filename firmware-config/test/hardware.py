"""What the board is made of in qemu, by the processor that its image is for."""

import dataclasses
import pathlib
import platform

OVMF = pathlib.Path("/usr/share/OVMF")
AAVMF = pathlib.Path("/usr/share/AAVMF")


@dataclasses.dataclass(frozen=True)
class Hardware:
    # As Rust and the kernel call the processor.
    cpu: str
    machine: str
    firmware: pathlib.Path
    variables: pathlib.Path
    # The processor under software emulation.
    emulated: str

    @property
    def emulator(self) -> str:
        return f"qemu-system-{self.cpu}"

    @property
    def is_own(self) -> bool:
        """Whether this machine has such a processor itself."""
        return platform.machine() == self.cpu

    @property
    def base(self) -> list[str]:
        return [self.emulator, "-M", self.machine, "-nodefaults", "-display", "none",
                "-drive", f"if=pflash,format=raw,readonly=on,file={self.firmware}"]


PC = Hardware("x86_64", "q35", OVMF / "OVMF_CODE_4M.fd", OVMF / "OVMF_VARS_4M.fd", "max")
# The processor of a small board of some years ago.
ARM = Hardware("aarch64", "virt", AAVMF / "AAVMF_CODE.fd", AAVMF / "AAVMF_VARS.fd", "cortex-a53")


def of_image(images: pathlib.Path) -> Hardware:
    """By the head of the program in the image."""
    with (images / "root/usr/bin/nghitruong").open("rb") as file:
        head = file.read(20)
    return {62: PC, 183: ARM}[int.from_bytes(head[18:20], "little")]
