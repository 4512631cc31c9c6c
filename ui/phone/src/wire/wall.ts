// What only a wall reads, and the floor's topics in the full; the names are those of src/wire/snapshot.rs.

import type { Ordered } from "./snapshot";

export type WallShow = "auto" | "message" | "qr" | "seats" | "agenda" | "flag" | "anthem";

export interface Wall extends Ordered {
  show: WallShow;
  /** Of a message. */
  text?: string;
  /** The council has supplied the file. */
  flag: boolean;
  anthem: boolean;
  light: boolean;
  furthest_seat_cm: number;
  diagonal_inch: number;
}

/** The way in; kiosk and walls alone may read it. */
export interface WallCode {
  v: number;
  url: string;
  typed: string;
  /** Kiosk's UTC milliseconds; what has run out is not shown. */
  from: number;
  until: number;
}

/** What a clock counted until `since`, and since when it runs; `null`: it stands. */
export interface Watch {
  elapsed_ms: number;
  since: number | null;
}

export type Turn = "speech" | "question" | "debate" | "procedural" | "explanation" | "answer";

export interface WallSpeaker extends Watch {
  speech: string;
  delegate: string | null;
  name: string;
  title: string;
  group: string;
  kind: Turn;
  turn: number;
  limit_seconds: number;
  called: boolean;
}

export type Step = "question" | "answer" | "debate" | "conclusion";

export interface Questioning {
  group: string;
  number: number;
  groups: number;
  title: string;
  respondent: string;
  respondent_title: string;
  asker: string | null;
  step: Step;
}

export interface WallFloor extends Ordered {
  speaker: WallSpeaker | null;
  last: string | null;
  /** Seconds left at which a clock warns, longest first. */
  warn_seconds: number[];
  item_clock: (Watch & { planned_minutes: number | null }) | null;
  session_clock: Watch | null;
  questioning: Questioning | null;
}

export interface WallQueue extends Ordered {
  open: boolean;
  list_closed: boolean;
  waiting: { speech: string; name: string; group: string; kind: Turn; turn: number; consent: boolean }[];
}
