// A number that is counted up and down, or typed.

import type { JSX } from "preact";
import { t } from "../text/desk";
import { Dash, Key, Plus } from "../views/bits";

export function digits(text: string): number {
  return parseInt(text.replace(/\D/g, "").slice(0, 5), 10) || 0;
}

interface Props {
  /** Of the keys: `less-{id}`, `more-{id}`; the field is `counted-{id}`. */
  id: string;
  label: string;
  value: number;
  most: number;
  onValue: (value: number) => void;
}

export function Stepper({ id, label, value, most, onValue }: Props): JSX.Element {
  const set = (next: number): void => onValue(Math.min(most, Math.max(0, next)));
  return (
    <div class="stepper">
      <Key id={`less-${id}`} off={value <= 0} label={t("count.less", { what: label })} onPress={() => set(value - 1)}><Dash size={32} /></Key>
      <input class="number" data-testid={`counted-${id}`} aria-label={label} type="text" inputMode="numeric" value={String(value)}
        onInput={(event) => set(digits(event.currentTarget.value))} onFocus={(event) => event.currentTarget.select()} />
      <Key id={`more-${id}`} off={value >= most} label={t("count.more", { what: label })} onPress={() => set(value + 1)}><Plus size={32} /></Key>
    </div>
  );
}
