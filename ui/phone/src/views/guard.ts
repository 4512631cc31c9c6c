import { useEffect, useState } from "preact/hooks";

const GUARD_MS = 700;

/** A finger that was already on its way when `what` changed by itself must not press: true for a moment after. */
export function useGuard(what: string): boolean {
  const [passed, setPassed] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(what), GUARD_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return passed !== what;
}
