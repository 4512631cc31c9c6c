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
  | { t: "write_opinion"; speech: string; text: string }
  | { t: "request_guest"; name: string; title: string; kind: TurnKind }
  | { t: "withdraw_turn"; speech: string }
  | { t: "note"; speech: string; text: string }
  | { t: "commit"; speech: string | null; group: string | null; content: string; owner: string; due: string }
  | { t: "drop_commitment"; commitment: string; reason: string }
  | { t: "answer_in_writing"; speech: string }
  | { t: "conclusion"; group: string; text: string }
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
  speech: string;
  kind: TurnKind;
  /** From 1; 0: speaking now. */
  place: number;
}

/** An own request that the discussion did not reach. */
export interface Unreached {
  speech: string;
  kind: TurnKind;
  item: string;
}

export type SpeechState = "registered" | "called" | "speaking" | "done" | "withdrawn" | "not_reached" | "written";

/** A turn as the secretary notes it. */
export interface Turn {
  speech: string;
  name: string;
  kind: TurnKind;
  state: SpeechState;
  note: string;
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
  unreached: Unreached[];
  /** Of a secretary: the turns of the current item, and its questions that were not put. */
  turns: Turn[];
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
      return `speech/${ask.delegate}/${ask.kind}`;
    case "write_opinion":
      return `opinion/${ask.speech}`;
    case "request_guest":
      return `guest/${ask.name}/${ask.kind}`;
    case "withdraw_turn":
      return `turn/${ask.speech}`;
    case "note":
      return `note/${ask.speech}`;
    case "commit":
      return `commit/${ask.group ?? ""}/${ask.speech ?? ""}/${ask.content}`;
    case "drop_commitment":
      return `drop/${ask.commitment}`;
    case "answer_in_writing":
      return `written/${ask.speech}`;
    case "conclusion":
      return `conclusion/${ask.group}`;
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

/** Characters of an opinion, a note or a conclusion; of what was promised; of who owes it; of a guest's name or office. */
export const MOST_TEXT = 2_000;
export const MOST_CONTENT = 500;
export const MOST_OWNER = 120;
export const MOST_NAME = 80;

/** Whether `ask` goes into one message; more would end the connection. */
export function fits(ask: Ask): boolean {
  return Math.ceil(utf8(JSON.stringify(ask)).length / 3) * 4 + AROUND <= MOST_UP;
}
