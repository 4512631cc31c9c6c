// The second count of raised hands by name. A seat that was not tapped did not vote; who has left is not counted.

import type { Choice, RollLine, Seating } from "../wire/snapshot";

/** A raised hand, by delegate. */
export type Hands = Record<string, "for" | "against">;

export const GRID_MOST = 60;
export const SEATS_A_ROW = 7;

/** The next tap: none, for, against, none. */
export function tapped(hands: Hands, delegate: string): Hands {
  const next = { ...hands };
  if (hands[delegate] === undefined) next[delegate] = "for";
  else if (hands[delegate] === "for") next[delegate] = "against";
  else delete next[delegate];
  return next;
}

export function handOf(hands: Hands, delegate: string): Choice {
  return hands[delegate] ?? "not_voting";
}

export function isHere(line: RollLine): boolean {
  return line.attendance === "present";
}

/** Those present with this hand, by seat. */
export function withHand(hands: Hands, lines: RollLine[], choice: Choice): RollLine[] {
  return lines.filter((line) => isHere(line) && handOf(hands, line.id) === choice);
}

/** What is sent: raised hands of those who are present now. */
export function raised(hands: Hands, lines: RollLine[]): Record<string, Choice> {
  const choices: Record<string, Choice> = {};
  for (const line of lines) {
    const hand = hands[line.id];
    if (hand !== undefined && isHere(line)) choices[line.id] = hand;
  }
  return choices;
}

/** The seats as they stand in the hall, the row next to the chair first; `null` is an empty seat. */
export function rowsOf(lines: RollLine[], seating: Seating): (RollLine | null)[][] {
  const sorted = [...lines].sort((a, b) => a.seat - b.seat);
  const rows: (RollLine | null)[][] = [];
  if (seating.rows.length === 0) {
    for (let i = 0; i < sorted.length; i += SEATS_A_ROW) rows.push(sorted.slice(i, i + SEATS_A_ROW));
    return rows;
  }
  let seat = 1;
  for (const width of seating.rows) {
    const row: (RollLine | null)[] = [];
    for (let i = 0; i < width; i += 1) row.push(sorted.find((line) => line.seat === seat + i) ?? null);
    seat += width;
    rows.push(row);
  }
  const beyond = sorted.filter((line) => line.seat >= seat);
  return beyond.length === 0 ? rows : [...rows, beyond];
}
