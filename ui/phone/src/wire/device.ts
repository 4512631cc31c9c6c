// What a device sends and is told; the names are those of src/wire/up.rs and src/wire/down.rs.

import { utf8 } from "../crypto/bytes";
import type { Attendance, BallotTally, Choice, Matter, Ordered, TurnKind } from "./snapshot";
import type { Text } from "./text";

export interface Envelope {
  p: string;
  k: string;
  s: string;
}

export type Mark =
  | { status: "present" }
  | { status: "absent_excused"; reason: string }
  | { status: "absent_unexcused" }
  | { status: "left" };

export type Ask =
  | { t: "check_in"; pass: string }
  | { t: "leave" }
  | { t: "request_speech"; kind: TurnKind }
  | { t: "withdraw_speech"; kind: TurnKind }
  | { t: "vote"; vote: string; choice: Choice; nonce: string }
  | ({ t: "mark"; delegate: string } & Mark)
  | { t: "vote_for"; vote: string; delegate: string; choice: Choice; nonce: string }
  | { t: "request_for"; delegate: string; kind: TurnKind }
  | { t: "withdraw_for"; delegate: string; kind: TurnKind }
  | { t: "count"; vote: string; round: number; counted: [number, number] }
  | { t: "count_names"; vote: string; round: number; choices: Record<string, Choice> }
  | { t: "tally"; vote: string; tally: BallotTally }
  | { t: "add_motion"; item: string; title: string; matter: Matter; part_of: string | null; closed_doors: boolean }
  | { t: "guests"; line: number; came: number };

export type Body = Ask & { v: number; room: string; session: string; req: string; n: number; ts: number };

export interface Head {
  note: string;
  size: number;
  root: string;
  at: number;
  sig: string;
}

export interface Receipt {
  v: number;
  req: string;
  code: string;
  index: number;
  leaf: string;
  path: string[];
  head: Head;
}

export type Answer =
  | ({ result: "recorded" } & Receipt)
  | { result: "refused"; v: number; req: string; code: string; text: Text; counter?: number; wait_s?: number }
  | { result: "not_recorded"; v: number; req: string; text: Text };

export type Role = "delegate" | "secretary";

export interface Waiting {
  kind: TurnKind;
  place: number;
}

export interface OwnChoice {
  choice: Choice;
  at: number;
  via: "device" | "kiosk" | "secretary" | "tellers";
}

export interface DeviceState extends Ordered {
  session: string;
  device: string;
  active: boolean;
  role: Role;
  name: string;
  seat: number | null;
  group: string;
  delegate: string | null;
  attendance: Attendance;
  counter: number;
  waiting: Waiting[];
  choices: Record<string, OwnChoice>;
  kiosk_key: string;
}

export interface Message {
  v: number;
  at: number;
  text: Text;
}

/**
 * What two requests must share for the later to take the place of the earlier while that is still unanswered: a changed
 * choice replaces the first, a withdrawal the registration.
 */
export function slot(ask: Ask): string {
  switch (ask.t) {
    case "check_in":
    case "leave":
      return "presence";
    case "request_speech":
    case "withdraw_speech":
      return `speech/${ask.kind}`;
    case "vote":
      return `vote/${ask.vote}`;
    case "mark":
      return `mark/${ask.delegate}`;
    case "vote_for":
      return `vote/${ask.vote}/${ask.delegate}`;
    case "request_for":
    case "withdraw_for":
      return `speech/${ask.delegate}/${ask.kind}`;
    case "count":
    case "count_names":
    case "tally":
      return `count/${ask.vote}`;
    case "add_motion":
      return `motion/${ask.item}/${ask.title}`;
    case "guests":
      return `guests/${ask.line}`;
  }
}

/** The vote that a request belongs to; it makes no sense after that vote has closed. */
export function voteOf(ask: Ask): string | null {
  return "vote" in ask ? ask.vote : null;
}

/** A choice, which is not taken while its vote is held; counts are. */
export function isChoice(ask: Ask): boolean {
  return ask.t === "vote" || ask.t === "vote_for";
}

/** The most bytes that the kiosk reads of one message, and what the envelope takes of them besides the command. */
export const MOST_UP = 12 * 1_024;
const AROUND = 640;

/** Whether `ask` goes into one message; more would end the connection. */
export function fits(ask: Ask): boolean {
  return Math.ceil(utf8(JSON.stringify(ask)).length / 3) * 4 + AROUND <= MOST_UP;
}
