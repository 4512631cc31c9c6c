// Whether the figures of a paper count can be, in the order in which a board counts. The kiosk checks them too.

import type { BallotSheet, BallotTally, Marks } from "../wire/snapshot";

export type Fault =
  | { kind: "empty" }
  | { kind: "issued"; most: number }
  | { kind: "collected" }
  | { kind: "valid"; collected: number }
  | { kind: "line"; name: string; sum: number; valid: number }
  | { kind: "marks"; sum: number; most: number };

export function emptyTally(sheet: BallotSheet): BallotTally {
  return { issued: 0, collected: 0, valid: 0, invalid: 0, lines: sheet.lines.map(() => ({ for: 0, against: 0, blank: 0 })) };
}

/** What is counted of each name: blanks only where a valid ballot may have them. */
export function marksOf(sheet: BallotSheet): (keyof Marks)[] {
  return sheet.blanks ? ["for", "against", "blank"] : ["for", "against"];
}

/** The first figure that does not fit, or `null`. */
export function fault(tally: BallotTally, sheet: BallotSheet): Fault | null {
  if (tally.issued === 0) return { kind: "empty" };
  if (tally.issued > sheet.most_issued) return { kind: "issued", most: sheet.most_issued };
  if (tally.collected > tally.issued) return { kind: "collected" };
  if (tally.valid + tally.invalid !== tally.collected) return { kind: "valid", collected: tally.collected };
  for (let i = 0; i < sheet.lines.length; i += 1) {
    const marks = tally.lines[i];
    const sum = marksOf(sheet).reduce((all, name) => all + (marks?.[name] ?? 0), 0);
    if (sum !== tally.valid) return { kind: "line", name: sheet.lines[i]?.name ?? "", sum, valid: tally.valid };
  }
  const sum = tally.lines.reduce((all, marks) => all + marks.for, 0);
  const most = tally.valid * sheet.seats;
  return sum > most ? { kind: "marks", sum, most } : null;
}
