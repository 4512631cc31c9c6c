// Where seats stand, and which part of a long agenda is in sight.

import type { Item, RollLine, Seating } from "../wire/snapshot";
import type { AgendaRow, SeatMark } from "./view";
import type { Words } from "./words";

/** How far the ends of a curved row stand nearer to the chair than its middle, in seats; as on the kiosk. */
const BEND = 0.9;

export function seatMarks(delegates: RollLine[], seating: Seating): { columns: number; lines: number; seats: SeatMark[] } {
  const last = delegates.reduce((most, line) => Math.max(most, line.seat), delegates.length);
  const rows = seating.rows.length > 0 ? seating.rows : evenRows(last, last <= 28 ? 7 : last <= 60 ? 10 : 15);
  const widest = Math.max(1, ...rows);
  const bend = seating.shape === "hemicycle" ? BEND : 0;
  const places: { column: number; line: number }[] = [];
  rows.forEach((seats, line) => {
    for (let at = 0; at < seats; at += 1) {
      const column = (widest - seats) / 2 + at;
      const off = (column + 0.5 - widest / 2) / (widest / 2);
      places.push({ column, line: line + bend * (1 - off * off) });
    }
  });
  const seats = delegates.map((line, i) => ({
    number: String(line.seat),
    present: line.attendance === "present",
    ...(places[line.seat - 1] ?? places[i] ?? { column: 0, line: 0 }),
  }));
  return { columns: widest, lines: rows.length + bend, seats };
}

function evenRows(count: number, most: number): number[] {
  const rows = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: rows }, (_, row) => Math.floor(count / rows) + (row < count % rows ? 1 : 0));
}

/** As many rows as there is room for; the current one stays third, and what is out of sight is counted. */
export function agendaRows(items: Item[], room: number, w: Words): { rows: AgendaRow[]; before: string; after: string } {
  const all = items.map((item) => ({
    number: String(item.number),
    title: item.short_title || item.title,
    state: item.state,
  }));
  if (all.length <= room) return { rows: all, before: "", after: "" };
  const seen = room - 1;
  const at = Math.max(0, items.findIndex((item) => item.state === "current"));
  const start = Math.min(Math.max(0, at - 2), all.length - seen);
  const after = all.length - start - seen;
  return {
    rows: all.slice(start, start + seen),
    before: after === 0 ? w.before(start) : "",
    after: after === 0 ? "" : w.more(after),
  };
}
