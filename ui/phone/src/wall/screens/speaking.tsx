// Who speaks and how long still: white while there is time, a yellow panel at the end, a red one that counts up.

import type { JSX } from "preact";
import { Fit } from "../fit";
import type { Around } from "../stage";
import type { Screen } from "../view";
import { Pairs } from "./pairs";

export function Speaking({ screen, around }: { screen: Extract<Screen, { kind: "speaking" }>; around: Around }): JSX.Element {
  const { timer } = screen;
  // What head, foot, name, the line below and the bar leave of the height.
  const pairs = screen.pairs.slice(0, 1);
  const room = 1080 - (320 + pairs.length * 113) * around.size - 236 - (timer.tone === "over" ? 20 : 60);
  const most = timer.text.length > 5 ? 320 : 340;
  const fontSize = `calc(var(--u) * ${Math.min(most, room / 0.9) / 100})`;
  return (
    <div class="column">
      <Fit text={screen.name} big={184} room={`${around.room} ${screen.pairs.length}`} class="name strong" />
      <div class={`panel ${timer.tone}`} data-testid="panel" data-tone={timer.tone}>
        <div class="panel-row">
          <b class="timer" style={{ fontSize }} data-testid="timer">{timer.text}</b>
          <span class="timer-label">{timer.label.map((line) => <span key={line}>{line}</span>)}</span>
        </div>
        {timer.tone === "over" ? null : <div class="bar"><div class="bar-left" style={{ width: `${timer.left * 100}%` }} /></div>}
      </div>
      <Pairs pairs={pairs} />
    </div>
  );
}
