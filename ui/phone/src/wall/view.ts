// What the wall shows, ready to be drawn: every text is made, every number is a text.

import type { Choice } from "../wire/snapshot";

export interface Head {
  /** The yellow word for what is going on. */
  tag: string;
  note: string;
  /** Red instead of yellow: something is wrong. */
  alarm?: boolean;
}

export interface Foot {
  present: string;
  below: boolean;
  /** Longest first; the first that fits is shown. */
  notes: string[];
}

/** "Tiếp theo:" and what follows. */
export interface Pair {
  key: string;
  value: string;
}

export type Tone = "plain" | "last" | "over";

export interface Timer {
  tone: Tone;
  text: string;
  /** One or two lines beside it. */
  label: string[];
  /** Share of the time that is left, 0 to 1. */
  left: number;
}

export interface Ratio {
  part: string;
  word: string;
  percent: string;
}

export interface BallotRow {
  name: string;
  votes: string;
  note: string;
  elected: boolean;
}

export interface SeatMark {
  number: string;
  present: boolean;
  column: number;
  line: number;
}

export interface AgendaRow {
  number: string;
  title: string;
  state: "done" | "current" | "waiting" | "postponed";
}

export type Screen =
  | { kind: "calm"; title: string; pairs: Pair[] }
  | { kind: "doors"; title: string }
  | {
    kind: "join"; council: string; session: string; wifi: string; address: string; url: string | null; code: [string, string] | null;
    present: string; total: string; below: string | null;
  }
  | { kind: "item"; title: string; pairs: Pair[] }
  | { kind: "queue"; title: string; heading: string; rows: { number: string; name: string; group: string }[] }
  | { kind: "speaking"; name: string; timer: Timer; pairs: Pair[] }
  | { kind: "turnout"; title: string; cast: string; of: string; verb: string; cells: number; filled: number; timer: Timer }
  | { kind: "count"; title: string; call: string; pairs: Pair[] }
  | {
    kind: "result"; title: string; verdict: string; passed: boolean; options: [string, string, string]; counts: [string, string, string];
    ofPresent: Ratio; ofTotal: Ratio; dots: (Choice | null)[];
    /** Who is present now; the foot has the proof. */
    here: Foot;
  }
  | { kind: "ballot"; title: string; rows: BallotRow[] }
  | { kind: "seats"; columns: number; lines: number; seats: SeatMark[] }
  | { kind: "agenda"; rows: AgendaRow[]; before: string; after: string }
  | { kind: "picture"; of: "flag" | "anthem" }
  | { kind: "lost"; sentence: string; at: string; pairs: Pair[] }
  | { kind: "pairing"; code: string; how: string };

export interface View {
  screen: Screen;
  head: Head | null;
  foot: Foot | null;
  /** "09:12"; empty: no clock at all. */
  clock: string;
}

export const NO_FOOT: Foot = { present: "", below: false, notes: [] };
