// The QR: black on white always, four modules quiet, and whole pixels of the screen a module.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import qrcode from "qrcode-generator";

const QUIET = 4;

/** Path of the dark modules and the number of modules along a side, quiet zone included. */
export function modules(text: string): { path: string; side: number } {
  const code = qrcode(0, "M");
  code.addData(text, /^[0-9A-Z $%*+\-./:]*$/.test(text) ? "Alphanumeric" : "Byte");
  code.make();
  const count = code.getModuleCount();
  let path = "";
  for (let y = 0; y < count; y += 1) {
    for (let x = 0; x < count; x += 1) {
      if (!code.isDark(y, x)) continue;
      let run = 1;
      while (x + run < count && code.isDark(y, x + run)) run += 1;
      path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
      x += run - 1;
    }
  }
  return { path, side: count + 2 * QUIET };
}

/** The side in the page's pixels for a place of `most`: each module a whole number of the screen's own pixels. */
export function wholeSide(modulesAlong: number, most: number, ratio: number): number {
  return (Math.max(1, Math.floor((most * ratio) / modulesAlong)) * modulesAlong) / ratio;
}

export function Qr({ text, room }: { text: string; room: string }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { path, side } = modules(text);
  useLayoutEffect(() => {
    const svg = box.current?.firstElementChild as SVGElement | null | undefined;
    const place = box.current?.parentElement;
    if (svg === null || svg === undefined || place === null || place === undefined) return;
    const ratio = window.devicePixelRatio || 1;
    const length = `${wholeSide(side, Math.min(place.clientWidth, place.clientHeight), ratio)}px`;
    svg.style.width = length;
    svg.style.height = length;
    // Half a pixel off would smear every module.
    const { left, top } = svg.getBoundingClientRect();
    const whole = (at: number): number => Math.round(at * ratio) / ratio - at;
    svg.style.marginLeft = `${whole(left)}px`;
    svg.style.marginTop = `${whole(top)}px`;
  }, [side, room]);
  return (
    <div class="qr" ref={box}>
      <svg viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges" data-testid="qr" data-url={text}>
        <rect width={side} height={side} fill="#fff" /><path d={path} fill="#000" />
      </svg>
    </div>
  );
}
