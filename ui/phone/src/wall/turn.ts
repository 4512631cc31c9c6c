// The slide of a list that has more to say than it has room for.

import { useEffect, useState } from "preact/hooks";

const SLIDE_MS = 10_000;

/** Which of `pages` is in sight, from 0; each for ten seconds. */
export function useTurn(pages: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), SLIDE_MS);
    return () => clearInterval(timer);
  }, []);
  return pages <= 1 ? 0 : turn % pages;
}
