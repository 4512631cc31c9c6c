// Public snapshots below the room's prefix; the names are those of src/wire/snapshot.rs.

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
}

export interface Item {
  id: string;
  number: number;
  title: string;
  short_title: string;
  presenter: string;
  state: ItemState;
  discussion: boolean;
  motions: MotionLine[];
  documents: DocumentLine[];
}

export interface Agenda extends Ordered {
  items: Item[];
}

export type Attendance = "expected" | "present" | "absent_excused" | "absent_unexcused" | "left";

export interface RollLine {
  id: string;
  seat: number;
  name: string;
  group: string;
  attendance: Attendance;
}

export interface Roll extends Ordered {
  delegates: RollLine[];
}

export type TurnKind = "speech" | "question" | "debate" | "procedural" | "explanation";
export const TURN_KINDS: readonly TurnKind[] = ["speech", "question", "debate", "procedural", "explanation"];

export interface Speaker {
  speech: string;
  delegate: string;
  name: string;
  group: string;
  kind: TurnKind;
  limit_seconds: number;
  elapsed_ms: number;
  since: number | null;
}

export interface Floor extends Ordered {
  speaker: Speaker | null;
}

export interface QueueLine {
  speech: string;
  delegate: string;
  name: string;
  group: string;
  kind: TurnKind;
}

export interface Queue extends Ordered {
  open: boolean;
  waiting: QueueLine[];
}

export type Choice = "for" | "against" | "not_voting";
export const CHOICES: readonly Choice[] = ["for", "against", "not_voting"];

export type VoteForm = "electronic" | "show_of_hands";
export type VoteState = "open" | "closed" | "published" | "annulled";
export type HandsCount = "for_and_against" | "dissent";

export interface Outcome {
  total_delegates: number;
  present: number;
  for: number;
  against: number;
  not_voting: number;
  passed: boolean;
  of_present: [string, string, string];
  of_total: [string, string, string];
  arithmetic: string;
  rule: string;
  rule_source: string;
  verdict: string;
}

export interface Vote extends Ordered {
  vote: string;
  session: string;
  item: string;
  motion: string;
  number: string;
  title: string;
  form: VoteForm;
  state: VoteState;
  nonce: string;
  opened_at: number;
  warn_seconds: number;
  may_change: boolean;
  document: string | null;
  hands_count: HandsCount;
  closed_at: number | null;
  outcome: Outcome | null;
  annulled_reason: string | null;
}

export interface Tally extends Ordered {
  vote: string;
  answered: number;
  present: number;
  missing: string[];
  running: [number, number, number] | null;
}

export interface Clock {
  v: number;
  epoch: number;
  mono_ms: number;
  utc_ms: number;
}
