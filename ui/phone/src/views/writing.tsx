// A text to be recorded: its box, its length as the kiosk counts it, and what became of it.

import type { JSX } from "preact";
import { characters } from "../core/drafts";
import { t } from "../text";

interface Props {
  id: string;
  label: string;
  value: string;
  most: number;
  rows: number;
  /** On its way: it is shown and not changed. */
  fixed?: boolean;
  onValue: (value: string) => void;
}

/** Nothing is cut off silently: what is too long stays, and says so. */
export function Writing(props: Props): JSX.Element {
  const length = characters(props.value);
  const over = length - props.most;
  return (
    <>
      <label class="field-label">
        <span class="cap">{props.label}</span>
        <textarea class="field" data-testid={props.id} rows={props.rows} value={props.value} readOnly={props.fixed === true}
          onInput={(event) => props.onValue(event.currentTarget.value)} />
      </label>
      <p class={over > 0 ? "over" : "cap"} data-testid={`${props.id}-length`}>
        {over > 0 ? t("text.over", { n: over }) : t("text.count", { n: length, most: props.most })}
      </p>
    </>
  );
}
