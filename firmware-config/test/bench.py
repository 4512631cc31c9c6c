"""What a case works with: fresh disks, boards, figures."""

import pathlib

import hardware
from card import Card
from machine import Disk, Machine
from sitting import kiosk_shows, page_up, sample

# A board under software emulation that shares its processors is slow.
PATIENCE = 600
# qemu gives the second screen no size of its own, and a list that begins with 5K.
CONSOLE = "[screens]\nwall_mode = \"1280x720\"\n[service]\nconsole = true\n"


class Bench:
    def __init__(self, program: pathlib.Path, images: pathlib.Path, out: pathlib.Path):
        self.program, self.images, self.out = program, images, out
        self.hardware = hardware.of_image(images)
        self.figures: dict[str, object] = {}

    def disk(self, site: str = CONSOLE, *, council: bool = True) -> Disk:
        """The image on a card, with these settings and the sample council."""
        disk = Disk(self.images / "board.img", self.out / "card.img")
        if site:
            disk.put("site", "site.toml", site)
        if council:
            folder = self.out / "council"
            sample(self.program, folder)
            disk.seed(folder)
        return disk

    def board(self, disk: Disk, **options) -> Machine:
        return Machine(self.hardware, disk, self.out, **options)

    def cuttable(self, disk: Disk, seed: int, **options) -> Machine:
        """A board whose card loses what was not flushed."""
        return Machine(self.hardware, disk, self.out, card=Card(disk.path, self.out / "nbd", seed), **options)

    def up(self, machine: Machine, *, network: bool = True) -> float:
        """Waits for the kiosk's picture, and for its page where there is a network; gives the seconds of the picture."""
        shown = kiosk_shows(machine, PATIENCE)
        if network:
            page_up(machine, PATIENCE)
        return round(shown, 1)
