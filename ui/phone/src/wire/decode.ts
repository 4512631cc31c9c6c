// What a snapshot leaves out is filled in, so that a view never meets a hole; fields that are not known here are kept.

import type { DeviceState } from "./device";
import type {
  Agenda, BallotSheet, Floor, MotionLine, Ordered, Questions, Queue, QueueLine, Roll, Session, Speaker, Tally, Vote,
} from "./snapshot";

type Plain<T> = Omit<Partial<T>, keyof Ordered>;

const SESSION: Plain<Session> = { phase: "none", passing_least: 0, closed_doors: false, vote: null, item: null };
const AGENDA: Plain<Agenda> = { items: [] };
const ITEM: Partial<Agenda["items"][number]> = { closed_doors: false, motions: [], documents: [] };
const MOTION: Partial<MotionLine> = { part_of: null, ballot: false };
const ROLL: Plain<Roll> = { delegates: [], guests: [], seating: { shape: "rows", rows: [] } };
const LINE: Partial<Roll["delegates"][number]> = { status: "in_office" };
const FLOOR: Plain<Floor> = { speaker: null, last: null, warn_seconds: [], item_clock: null, session_clock: null, questioning: null };
const SPEAKER: Partial<Speaker> = { title: "", turn: 1, called: false };
const QUEUE: Plain<Queue> = { open: false, list_closed: false, kinds: [], waiting: [] };
const WAITING: Partial<QueueLine> = { turn: 1, consent: true };
const QUESTIONS: Plain<Questions> = { groups: [], commitments: [] };
const DEVICE: Plain<DeviceState> = { waiting: [], unreached: [], turns: [], choices: {} };
const VOTE: Plain<Vote> = { block: [], part_of: null, round: 0, held_since: null, held_ms: 0, outcome: null, ballot: null, names: [], annulled_reason: null };
/** The kiosk checks the figures of a ballot too. */
const SHEET: Partial<BallotSheet> = { blanks: true, most_issued: Number.MAX_SAFE_INTEGER, tally: null };
const TALLY: Plain<Tally> = { missing: [], entered: 0, running: null };

function under<T>(defaults: Partial<T>, list: T[]): T[] {
  return list.map((line) => ({ ...defaults, ...line }));
}

/** The snapshot of the topic `name` with nothing missing. */
export function decode(name: string, message: Ordered): Ordered {
  switch (name) {
    case "session":
      return { ...SESSION, ...message };
    case "agenda": {
      const agenda = { ...AGENDA, ...message } as Agenda;
      const items = under(ITEM, agenda.items).map((item) => ({ ...item, motions: under(MOTION, item.motions) }));
      return { ...agenda, items } as Agenda;
    }
    case "roll": {
      const roll = { ...ROLL, ...message } as Roll;
      return { ...roll, delegates: under(LINE, roll.delegates) } as Roll;
    }
    case "floor": {
      const floor = { ...FLOOR, ...message } as Floor;
      return { ...floor, speaker: floor.speaker === null ? null : { ...SPEAKER, ...floor.speaker } } as Floor;
    }
    case "queue": {
      const queue = { ...QUEUE, ...message } as Queue;
      return { ...queue, waiting: under(WAITING, queue.waiting) } as Queue;
    }
    case "questions":
      return { ...QUESTIONS, ...message };
    case "device":
      return { ...DEVICE, ...message };
    case "vote": {
      const vote = { ...VOTE, ...message } as Vote;
      return { ...vote, block: under(MOTION, vote.block), ballot: vote.ballot === null ? null : { ...SHEET, ...vote.ballot } } as Vote;
    }
    case "tally":
      return { ...TALLY, ...message };
    default:
      return message;
  }
}
