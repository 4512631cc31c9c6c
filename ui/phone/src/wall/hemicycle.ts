// Where the circles of a result stand: half rings, filled from left to right.

import type { Choice } from "../wire/snapshot";

/** In the design's pixels, from the corner of a place of 700 by 400. */
export interface Dot {
  x: number;
  y: number;
  size: number;
  choice: Choice | null;
}

const WIDTH = 700;
const HEIGHT = 400;
const OUTER = 318;
const INNER = 208;
const LARGEST = 52;
/** More people than this have no circle of their own. */
const MOST = 300;

export function hemicycle(choices: (Choice | null)[]): Dot[] {
  const total = choices.length;
  if (total === 0 || total > MOST) return [];
  const rows = total <= 12 ? 1 : total <= 34 ? 2 : total <= 70 ? 3 : total <= 140 ? 4 : 6;
  const step = rows > 1 ? (OUTER - INNER) / (rows - 1) : 0;
  const radii = Array.from({ length: rows }, (_, row) => OUTER - step * row);
  const around = radii.reduce((sum, radius) => sum + radius, 0);
  let left = total;
  const counts = radii.map((radius, row) => {
    const share = row + 1 === rows ? left : Math.min(left, Math.round((total * radius) / around));
    left -= share;
    return share;
  });
  const between = radii.map((radius, row) => (Math.PI * radius) / Math.max(1, (counts[row] as number) - 1));
  const size = Math.floor(Math.min(LARGEST, (rows > 1 ? step : LARGEST * 2) * 0.82, ...between.map((gap) => gap * 0.82)));
  const centre = { x: WIDTH / 2, y: HEIGHT - LARGEST / 2 - 4 };
  const seats = radii.flatMap((radius, row) => {
    const count = counts[row] as number;
    return Array.from({ length: count }, (_, at) => {
      const angle = Math.PI - Math.PI * (count > 1 ? at / (count - 1) : 0.5);
      return { angle, x: centre.x + radius * Math.cos(angle), y: centre.y - radius * Math.sin(angle) };
    });
  });
  seats.sort((a, b) => b.angle - a.angle);
  return seats.map((seat, at) => ({
    x: Math.round(seat.x - size / 2), y: Math.round(seat.y - size / 2), size, choice: choices[at] ?? null,
  }));
}
