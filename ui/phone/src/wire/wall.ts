// What walls are shown; the names are those of src/wire/snapshot.rs.

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
