// One of several by the phone's own list.

import type { ComponentChildren, JSX } from "preact";

export function Choose(props: { id: string; label: string; value: string; onValue: (value: string) => void; children: ComponentChildren }): JSX.Element {
  return (
    <label class="field-label">
      <span class="cap">{props.label}</span>
      <select class="field" data-testid={props.id} value={props.value} onChange={(event) => props.onValue(event.currentTarget.value)}>{props.children}</select>
    </label>
  );
}
