// The glyphs of choices, as paths: no font has them all.

import type { JSX } from "preact";
import type { Choice } from "../wire/snapshot";

const PATHS: Record<Choice, string> = {
  for: "M4 12.5 L9.5 18 L20 6.5",
  against: "M5.5 5.5 L18.5 18.5 M18.5 5.5 L5.5 18.5",
  not_voting: "M4.5 12 H19.5",
};

export function Glyph({ of, width = 4 }: { of: Choice; width?: number }): JSX.Element {
  return <svg viewBox="0 0 24 24" class="glyph"><path d={PATHS[of]} fill="none" stroke="currentColor" stroke-width={width} /></svg>;
}
