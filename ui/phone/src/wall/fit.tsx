// Text that finds its own size before it is seen: the largest that fits, else the smallest and cut at a line's end.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";

/** Sizes of titles in `rem`, from `big` of the design's pixels down to the least that can be read from the last row. */
function steps(big: number): number[] {
  const letters = parseFloat(document.documentElement.style.getPropertyValue("--letters")) || 1;
  const sizes = [Math.max(82, big / letters)];
  while ((sizes[sizes.length - 1] as number) > 82) sizes.push(Math.max(82, Math.floor((sizes[sizes.length - 1] as number) * 0.88)));
  return sizes;
}

const fits = (box: HTMLElement): boolean => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

/** Makes lines of about the same length without making more of them. */
function balance(inner: HTMLElement): void {
  const height = inner.scrollHeight;
  let [low, high] = [inner.clientWidth / 3, inner.clientWidth];
  if (height < parseFloat(getComputedStyle(inner).lineHeight) * 1.5) return;
  for (let i = 0; i < 7; i += 1) {
    const middle = (low + high) / 2;
    inner.style.maxWidth = `${middle}px`;
    if (inner.scrollHeight > height || inner.scrollWidth > inner.clientWidth + 1) low = middle;
    else high = middle;
  }
  inner.style.maxWidth = `${Math.ceil(high)}px`;
}

/** Fills its place, which must have a height of its own. `room` changes when the place does. */
export function Fit({ text, big, room, class: name = "" }: { text: string; big: number; room: string; class?: string }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const at = box.current;
    const inner = at?.firstElementChild as HTMLElement | null | undefined;
    if (at === null || inner === null || inner === undefined) return;
    inner.style.webkitLineClamp = "none";
    // The marks of Ẫ stand higher than its line.
    inner.style.overflow = "visible";
    inner.style.maxWidth = "none";
    for (const size of steps(big)) {
      inner.style.fontSize = `${size / 100}rem`;
      if (!fits(at)) continue;
      balance(inner);
      return;
    }
    const line = parseFloat(getComputedStyle(inner).lineHeight);
    inner.style.overflow = "hidden";
    inner.style.webkitLineClamp = String(Math.max(1, Math.floor((at.clientHeight + 1) / line)));
  }, [text, big, room]);
  return <div ref={box} class={`fit ${name}`}><div class="fit-text">{text}</div></div>;
}

/** The first of `texts` that fits on one line; nothing if none does and `orNothing` is set, else the last is cut. */
export function First({ texts, room, orNothing = false, class: name = "" }: { texts: string[]; room: string; orNothing?: boolean; class?: string }): JSX.Element {
  const box = useRef<HTMLSpanElement>(null);
  const all = texts.join("\n");
  useLayoutEffect(() => {
    const at = box.current;
    if (at === null) return;
    for (const text of all.split("\n")) {
      at.textContent = text;
      if (at.scrollWidth <= at.clientWidth + 1) return;
    }
    if (orNothing) at.textContent = "";
  }, [all, room, orNothing]);
  return <span ref={box} class={`first ${name}`} />;
}
