// Public snapshots below the room's prefix; the names are those of src/wire/snapshot.rs.

import type { Text } from "./text";

export const VERSION = 1;

/** Complete, retained, ordered by `(epoch, rev)`. */
export interface Ordered {
  v: number;
  epoch: number;
  rev: number;
}

export type KioskLife = "ready" | "not_recording" | "lost";

export interface KioskState {
  v: number;
  state: KioskLife;
  epoch: number;
  conn: number;
  version: string;
}

export type Phase = "none" | "prepared" | "open" | "recess" | "closed";

export interface Session extends Ordered {
  room: string;
  session: string | null;
  council: string;
  commune: string;
  title: string;
  kind_label: string;
  venue: string;
  phase: Phase;
  resume_at: number | null;
  total_delegates: number;
  present: number;
  quorum: number;
  passing_least: number;
  closed_doors: boolean;
  item: string | null;
  vote: string | null;
  wifi_name: string;
  option_labels: [string, string, string];
  clock_offset_ms: number;
}

export type ItemState = "waiting" | "current" | "done" | "postponed";

export interface DocumentLine {
  id: string;
  number: string;
  kind: string;
  title: string;
  short_title: string;
  pages: number;
  sha256: string;
  audience: "public" | "delegates";
}

export interface MotionLine {
  id: string;
  number: string;
  title: string;
  /** The whole of which this is a part. */
  part_of: string | null;
  /** Names on paper: a secret ballot. */
  ballot: boolean;
}

export interface Item {
  id: string;
  number: number;
  title: string;
  short_title: string;
  presenter: string;
  state: ItemState;
  discussion: boolean;
  closed_doors: boolean;
  motions: MotionLine[];
  documents: DocumentLine[];
}

export interface Agenda extends Ordered {
  items: Item[];
}

export type Attendance = "expected" | "present" | "absent_excused" | "absent_unexcused" | "left";

export type Status = "in_office" | "elected_additional" | "suspended" | "resigned" | "removed" | "lost_right" | "deceased";

export interface RollLine {
  id: string;
  seat: number;
  name: string;
  group: string;
  attendance: Attendance;
  status: Status;
}

export type GuestRole = "superior" | "party" | "government" | "front" | "press" | "voter" | "other";

export interface GuestLine {
  line: number;
  name: string;
  title: string;
  role: GuestRole;
  invited: number;
  came: number | null;
}

export interface Seating {
  shape: "rows" | "hemicycle";
  /** Seats in each row, first the one next to the chair; empty: rows as the screen has room. */
  rows: number[];
}

export interface Roll extends Ordered {
  delegates: RollLine[];
  guests: GuestLine[];
  seating: Seating;
}

/** `answer` is only called by the chair; nobody asks for it. */
export type TurnKind = "speech" | "question" | "debate" | "procedural" | "explanation" | "answer";

export type AskedKind = Exclude<TurnKind, "answer">;

/** A clock: what it counted until `since`, and kiosk time since which it runs; `null` while it stands. */
export interface Watch {
  elapsed_ms: number;
  since: number | null;
}

export interface Speaker extends Watch {
  speech: string;
  /** `null`: somebody invited. */
  delegate: string | null;
  name: string;
  /** Office of somebody invited; may be empty. */
  title: string;
  group: string;
  kind: TurnKind;
  /** Which turn of this person and kind in this item, from 1. */
  turn: number;
  limit_seconds: number;
  /** Called, and the clock has not been started. */
  called: boolean;
}

export interface ItemClock extends Watch {
  planned_minutes: number | null;
}

export type Step = "question" | "answer" | "debate" | "conclusion";
export const STEPS: readonly Step[] = ["question", "answer", "debate", "conclusion"];

/** The group of questions before the council. */
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

export interface Floor extends Ordered {
  speaker: Speaker | null;
  /** Who spoke last in this item. */
  last: string | null;
  warn_seconds: number[];
  item_clock: ItemClock | null;
  session_clock: Watch | null;
  questioning: Questioning | null;
}

export interface QueueLine {
  speech: string;
  delegate: string | null;
  name: string;
  group: string;
  kind: TurnKind;
  turn: number;
  /** `false`: somebody invited whom the chair has not yet admitted. */
  consent: boolean;
}

export interface Queue extends Ordered {
  open: boolean;
  list_closed: boolean;
  /** What may be asked for now, in the order in which it is offered. */
  kinds: AskedKind[];
  waiting: QueueLine[];
}

export type GroupState = "waiting" | "current" | "concluded";

export interface GroupLine {
  group: string;
  item: string;
  title: string;
  respondent: string;
  respondent_title: string;
  state: GroupState;
  conclusion: string;
}

export interface CommitmentLine {
  id: string;
  kind: "promise" | "written_answer";
  item: string;
  group: string | null;
  speech: string | null;
  content: string;
  owner: string;
  /** "2027-03-31". */
  due: string;
}

/** Groups of questions of the session, and what was promised. */
export interface Questions extends Ordered {
  groups: GroupLine[];
  commitments: CommitmentLine[];
}

export type Choice = "for" | "against" | "not_voting";
export const CHOICES: readonly Choice[] = ["for", "against", "not_voting"];

export type VoteForm = "electronic" | "mixed" | "show_of_hands" | "cards" | "hands_by_name" | "secret_ballot";
export type VoteState = "open" | "held" | "closed" | "published" | "annulled";
export type HandsCount = "for_and_against" | "dissent";
export type BallotKind = "election" | "removal" | "confidence";

export type Matter = "resolution" | "agenda" | "personnel" | "delegate_removal" | "confidence" | "procedural";
export const MATTERS: readonly Matter[] = ["resolution", "agenda", "personnel", "delegate_removal", "confidence", "procedural"];

export interface Outcome {
  total_delegates: number;
  present: number;
  for: number;
  against: number;
  not_voting: number;
  passed: boolean;
  of_present: [string, string, string];
  of_total: [string, string, string];
  arithmetic: Text;
  rule: Text;
  rule_source: string;
  verdict: Text;
  sentence: string;
}

export interface Marks {
  for: number;
  against: number;
  blank: number;
}

export interface BallotTally {
  issued: number;
  collected: number;
  valid: number;
  invalid: number;
  lines: Marks[];
}

/** A name on a ballot; figures only of a published result. */
export interface BallotLine {
  name: string;
  for: number | null;
  against: number | null;
  of_total: string | null;
  arithmetic: Text | null;
  elected: boolean | null;
  verdict: Text | null;
}

export interface BallotSheet {
  kind: BallotKind;
  seats: number;
  office: string;
  options: [string, string];
  rule: Text;
  rule_source: string;
  /** Whether a valid ballot may leave a name without a mark. */
  blanks: boolean;
  most_issued: number;
  tally: BallotTally | null;
  lines: BallotLine[];
  sentences: string[];
}

export interface NameLine {
  delegate: string;
  choice: Choice;
  entered: boolean;
}

export interface Vote extends Ordered {
  vote: string;
  session: string;
  item: string;
  motion: string;
  number: string;
  title: string;
  /** The other motions of a block vote. */
  block: MotionLine[];
  part_of: string | null;
  form: VoteForm;
  state: VoteState;
  nonce: string;
  /** Raised hands: how often they were counted again; an earlier count is void. */
  round: number;
  opened_at: number;
  held_since: number | null;
  held_ms: number;
  warn_seconds: number;
  may_change: boolean;
  document: string | null;
  hands_count: HandsCount;
  closed_at: number | null;
  outcome: Outcome | null;
  ballot: BallotSheet | null;
  names: NameLine[];
  annulled_reason: string | null;
}

export type Missing = "no_device" | "disconnected" | "silent";

export interface MissingLine {
  delegate: string;
  why: Missing;
}

export interface Tally extends Ordered {
  vote: string;
  answered: number;
  present: number;
  missing: MissingLine[];
  entered: number;
  running: [number, number, number] | null;
}

export interface Clock {
  v: number;
  epoch: number;
  mono_ms: number;
  utc_ms: number;
}
