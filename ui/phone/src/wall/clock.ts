// The kiosk's clock as it can be known here: its ticks arrive late, never early, so the greatest difference is the truest.

const KEPT = 60;

export class KioskClock {
  private samples: number[] = [];
  private of = "";
  /** Greatest of the samples; `null` before the first. */
  offset: number | null = null;

  /** A tick said `utcMs` and arrived at `here`; another start of the kiosk or another correction begins anew. */
  tick(utcMs: number, here: number, epoch: number, correction: number): void {
    const of = `${epoch}/${correction}`;
    if (of !== this.of) {
      this.of = of;
      this.samples = [];
    }
    this.samples = [...this.samples, utcMs - here].slice(-KEPT);
    this.offset = Math.max(...this.samples);
  }

  at(here: number): number {
    return here + (this.offset ?? 0);
  }
}
