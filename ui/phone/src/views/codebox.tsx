// Eight boxes over one real input, so that the phone's own keyboard, paste and one-time-code help work.

import type { JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { CODE_LENGTH, normalise } from "../core/code";

interface Props {
  id: string;
  label: string;
  value: string;
  onCode: (code: string) => void;
  onDone: () => void;
}

export function CodeBox(props: Props): JSX.Element {
  const read = (event: TargetedEvent<HTMLInputElement>): void => {
    const code = normalise(event.currentTarget.value);
    // The field shows what was understood; a rerender alone would not bring back a sign that was dropped.
    event.currentTarget.value = code;
    props.onCode(code);
  };
  const key = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") props.onDone();
  };
  const cells = [];
  for (let i = 0; i < CODE_LENGTH; i += 1) {
    cells.push(<span class={`cell ${i === props.value.length ? "at" : ""}`}>{props.value[i] ?? ""}</span>);
  }
  return (
    <div class="boxes">
      <input
        data-testid={props.id}
        aria-label={props.label}
        value={props.value}
        onInput={read}
        onKeyDown={key}
        maxLength={24}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        autoCorrect="off"
        spellcheck={false}
        inputMode="text"
        enterKeyHint="done"
      />
      <div class="cells" aria-hidden="true">{cells}</div>
    </div>
  );
}
