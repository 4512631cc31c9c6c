// What a snapshot leaves out is filled in, so that a view never meets a hole; fields that are not known here are kept.

import type { Agenda, Ordered, Roll, Session, Tally, Vote } from "./snapshot";

type Plain<T> = Omit<Partial<T>, keyof Ordered>;

const SESSION: Plain<Session> = { phase: "none", passing_least: 0, closed_doors: false, vote: null, item: null };
const AGENDA: Plain<Agenda> = { items: [] };
const ITEM: Partial<Agenda["items"][number]> = { closed_doors: false, motions: [], documents: [] };
const ROLL: Plain<Roll> = { delegates: [], guests: [], seating: { shape: "rows", rows: [] } };
const LINE: Partial<Roll["delegates"][number]> = { status: "in_office" };
const VOTE: Plain<Vote> = { block: [], part_of: null, held_since: null, held_ms: 0, outcome: null, ballot: null, names: [], annulled_reason: null };
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
      return { ...agenda, items: under(ITEM, agenda.items) } as Agenda;
    }
    case "roll": {
      const roll = { ...ROLL, ...message } as Roll;
      return { ...roll, delegates: under(LINE, roll.delegates) } as Roll;
    }
    case "vote":
      return { ...VOTE, ...message };
    case "tally":
      return { ...TALLY, ...message };
    default:
      return message;
  }
}
