// The flag, and the anthem with it: the files are the council's own.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Around } from "../stage";
import type { Screen } from "../view";

export function Picture({ screen, around }: { screen: Extract<Screen, { kind: "picture" }>; around: Around }): JSX.Element {
  const sound = useRef<HTMLAudioElement>(null);
  const [silent, setSilent] = useState(false);
  const ready = screen.of === "anthem" && around.anthem !== null;
  const begin = (): void => {
    const at = sound.current;
    if (at === null) return;
    // Many browsers play nothing before somebody has pressed a key.
    Promise.resolve(at.play()).then(() => {
      setSilent(false);
      around.played();
    }, () => setSilent(true));
  };
  useEffect(() => {
    if (ready && around.play) begin();
  }, [ready, around.play]);
  useEffect(() => {
    if (!silent) return undefined;
    window.addEventListener("keydown", begin);
    window.addEventListener("click", begin);
    return () => {
      window.removeEventListener("keydown", begin);
      window.removeEventListener("click", begin);
    };
  }, [silent]);
  return (
    <div class="picture">
      {around.flag === null ? <b class="doors">{screen.of === "anthem" ? around.words.anthem : ""}</b> : <img src={around.flag} alt="" />}
      {ready ? <audio ref={sound} src={around.anthem ?? ""} preload="auto" data-testid="anthem" /> : null}
      {silent ? <p class="press">{around.words.pressToPlay}</p> : null}
    </div>
  );
}
