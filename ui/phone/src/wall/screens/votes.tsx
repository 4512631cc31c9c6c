// A vote while it is open, and its result.

import type { JSX } from "preact";
import { First, Fit } from "../fit";
import { Glyph } from "../glyph";
import { Here } from "../here";
import { isLarge } from "../present";
import { hemicycle } from "../hemicycle";
import type { Around } from "../stage";
import type { Screen } from "../view";
import { CHOICES } from "../../wire/snapshot";

type Of<K extends Screen["kind"]> = { screen: Extract<Screen, { kind: K }>; around: Around };

/** Pixels of the design that do not grow with the letters. */
const u = (pixels: number): string => `calc(var(--u) * ${pixels / 100})`;

export function Turnout({ screen, around }: Of<"turnout">): JSX.Element {
  const { timer, cells } = screen;
  return (
    <div class="column">
      <Fit text={screen.title} big={100} room={around.room} class="grow strong top" />
      <div class="turnout">
        <b class={screen.cast.length > 2 ? "cast long" : "cast"} data-testid="cast">{screen.cast}</b>
        <span class="cast-of"><b>{screen.of}</b><span class="soft">{screen.verb}</span></span>
        <span class="vote-left"><span class="soft">{timer.label[0]}</span><b data-testid="timer">{timer.text}</b></span>
      </div>
      <div class={cells > 60 ? "segments thin" : "segments"}>
        {Array.from({ length: cells }, (_, at) => <i key={at} class={at < screen.filled ? "cell full" : "cell"} />)}
      </div>
    </div>
  );
}

export function Count({ screen, around }: Of<"count">): JSX.Element {
  return (
    <div class="column">
      <Fit text={screen.title} big={100} room={around.room} class="grow strong top" />
      <Fit text={screen.call} big={150} room={around.room} class="call strong" />
      <div class="pairs">{screen.pairs.map(({ key, value }) => <p class="wrap two" key={key}>{key === "" ? null : <span class="soft">{key} </span>}{value}</p>)}</div>
    </div>
  );
}

export function Result({ screen, around }: Of<"result">): JSX.Element {
  // Large letters need the room of the circles.
  const dots = isLarge(around.size) ? [] : hemicycle(screen.dots);
  return (
    <div class="column">
      <div class="caption"><First texts={[screen.title]} room={`${around.room} ${screen.here.present}`} class="soft" /><Here foot={screen.here} /></div>
      <div class={screen.passed ? "verdict passed" : "verdict"} data-testid="verdict">
        <Glyph of={screen.passed ? "for" : "against"} width={3} /><Fit text={screen.verdict} big={136} room={around.room} class="strong verdict-text" />
      </div>
      <div class={dots.length === 0 ? "result plain" : "result"}>
        <div class="counts">
          {CHOICES.map((choice, i) => (
            <p key={choice} class={`count ${choice}`}>
              <span class="mark"><Glyph of={choice} /></span><First texts={[screen.options[i] ?? ""]} room={around.room} class="count-word" />
              <b data-testid={`count-${choice}`}>{screen.counts[i]}</b>
            </p>
          ))}
          <p class="pair"><b>{screen.ofPresent.part}</b><span class="soft"> {screen.ofPresent.word} </span>{screen.ofPresent.percent}</p>
        </div>
        <div class="half">
          <div class="dots">
            {dots.map((dot, at) => (
              <i key={at} class={dot.choice === null ? "dot nobody" : `dot ${dot.choice}`} style={{ left: u(dot.x), top: u(dot.y), width: u(dot.size), height: u(dot.size) }}>
                {dot.choice === null || dot.size < 24 ? null : <Glyph of={dot.choice} />}
              </i>
            ))}
            <b class="share">{screen.ofTotal.percent}</b>
          </div>
          <p class="pair half-word"><b>{screen.ofTotal.part}</b><span class="soft"> {screen.ofTotal.word}</span></p>
        </div>
      </div>
    </div>
  );
}

