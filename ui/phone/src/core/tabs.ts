// One browser, one connection: the tab that was opened or used last has it, the others step back.

import type { Store } from "./storage";

const TAB = "nt.tab";

export function watchTabs(store: Store, stepBack: () => void, onClaim: (claim: () => void) => void): void {
  const own = `${Date.now()}-${Math.random()}`;
  const claim = (): void => {
    if (store.durable) store.put(TAB, own);
  };
  window.addEventListener("storage", (event) => {
    if (event.key === TAB && event.newValue !== null && event.newValue !== own) stepBack();
  });
  onClaim(claim);
  claim();
}
