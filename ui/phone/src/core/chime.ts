// Two soft tones from the browser itself, no file. Browsers allow sound only after a touch, so each touch makes it ready.

import type { Store } from "./storage";

const SOUND = "nt.sound";
/** Hertz; the second tone says which it is: up is a warning, down is the end. */
const TONES = { warning: [659, 880], up: [880, 587] } as const;
const LOUDNESS = 0.2;
const TONE_S = 0.28;

type Makes = new () => AudioContext;

export class Chime {
  private context: AudioContext | null = null;

  constructor(private readonly store: Store) {}

  get on(): boolean {
    return this.store.get(SOUND) !== "off";
  }

  /** Turned on, it lets itself be heard once. */
  turn(on: boolean): void {
    this.store.put(SOUND, on ? "on" : "off");
    if (on) this.play("warning");
  }

  /** Somebody touched the page. */
  touched(): void {
    if (!this.on) return;
    try {
      if (this.context === null) {
        const any = window as unknown as { AudioContext?: Makes; webkitAudioContext?: Makes };
        const Context = any.AudioContext ?? any.webkitAudioContext;
        if (Context === undefined) return;
        this.context = new Context();
      }
      if (this.context.state !== "running") void Promise.resolve(this.context.resume()).catch(() => undefined);
    } catch {
      this.context = null;
    }
  }

  play(what: keyof typeof TONES): void {
    const context = this.context;
    if (!this.on || context === null) return;
    TONES[what].forEach((pitch, i) => {
      const from = context.currentTime + i * TONE_S;
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S);
      tone.connect(volume);
      volume.connect(context.destination);
      tone.start(from);
      tone.stop(from + TONE_S + 0.02);
    });
  }
}

/** The phone stirs twice, where it can. */
export function stir(): void {
  if (typeof navigator.vibrate === "function") navigator.vibrate([250, 120, 250]);
}
