// Small pieces of every view: glyphs (paths, never font characters), keys, rows, text with bold parts.

import type { ComponentChildren, JSX } from "preact";
import type { Choice } from "../wire/snapshot";

function Glyph(props: { d: string; size: number; width: number }): JSX.Element {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={props.d} fill="none" stroke="currentColor" stroke-width={props.width} />
    </svg>
  );
}

export const Check = ({ size = 24 }: { size?: number }) => <Glyph d="M4 12.5 L9.5 18 L20 6.5" size={size} width={3.2} />;
export const Cross = ({ size = 24 }: { size?: number }) => <Glyph d="M5.5 5.5 L18.5 18.5 M18.5 5.5 L5.5 18.5" size={size} width={3.2} />;
export const Dash = ({ size = 24 }: { size?: number }) => <Glyph d="M4.5 12 H19.5" size={size} width={3.6} />;
export const Plus = ({ size = 24 }: { size?: number }) => <Glyph d="M12 4.5 V19.5 M4.5 12 H19.5" size={size} width={3.2} />;
export const Next = ({ size = 26 }: { size?: number }) => <Glyph d="M9 5 L16 12 L9 19" size={size} width={3} />;
export const Back = ({ size = 26 }: { size?: number }) => <Glyph d="M15 5 L8 12 L15 19" size={size} width={3} />;

export function ChoiceGlyph({ choice, size }: { choice: Choice; size: number }): JSX.Element {
  switch (choice) {
    case "for":
      return <Check size={size} />;
    case "against":
      return <Cross size={size} />;
    case "not_voting":
      return <Dash size={size} />;
  }
}

/** A sentence whose `*parts*` are bold. */
export function Rich({ text }: { text: string }): JSX.Element {
  return <>{text.split("*").map((part, i) => (i % 2 === 1 ? <b>{part}</b> : part))}</>;
}

interface KeyProps {
  id: string;
  class?: string;
  off?: boolean;
  label?: string;
  /** For keys that choose one of several. */
  pressed?: boolean;
  /** For tabs: this is the page we are on. */
  current?: boolean;
  onPress: () => void;
  children: ComponentChildren;
}

/** Something to press. `id` is its `data-testid`. */
export function Key(props: KeyProps): JSX.Element {
  return (
    <button
      type="button"
      class={`key ${props.class ?? ""}`}
      data-testid={props.id}
      disabled={props.off === true}
      {...(props.label === undefined ? {} : { "aria-label": props.label })}
      {...(props.pressed === undefined ? {} : { "aria-pressed": props.pressed })}
      {...(props.current === true ? { "aria-current": "page" as const } : {})}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

interface RowProps {
  id: string;
  class?: string;
  onPress: () => void;
  children: ComponentChildren;
}

export function Row(props: RowProps): JSX.Element {
  return (
    <button type="button" class={`row ${props.class ?? ""}`} data-testid={props.id} onClick={props.onPress}>
      <span class="text">{props.children}</span>
      <Next />
    </button>
  );
}
