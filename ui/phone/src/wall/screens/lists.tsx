// Screens that are lists: who waits, who was elected, who sits where, what is on the agenda.

import type { JSX } from "preact";
import { First, Fit } from "../fit";
import { Glyph } from "../glyph";
import type { Around } from "../stage";
import type { Screen } from "../view";
import { useTurn } from "../turn";

type Of<K extends Screen["kind"]> = { screen: Extract<Screen, { kind: K }>; around: Around };

export function Queue({ screen, around }: Of<"queue">): JSX.Element {
  return (
    <div class="column">
      <First texts={[screen.title]} room={around.room} class="strong list-title" />
      <p class="pair soft">{screen.heading}</p>
      <div class="grow rows">
        {screen.rows.map((row) => (
          <p key={row.number} class={row.number === "1" ? "row next" : "row"}>
            <b class="row-number">{row.number}</b><First texts={[row.name]} room={around.room} class="row-name" /><span class="soft">{row.group}</span>
          </p>
        ))}
      </div>
    </div>
  );
}

export function Ballot({ screen, around }: Of<"ballot">): JSX.Element {
  // Two lines for the title, two for each name.
  const room = Math.max(1, Math.floor((1080 / around.size - 320 - 220) / 214));
  const turn = useTurn(Math.ceil(screen.rows.length / room));
  const rows = screen.rows.slice(turn * room, turn * room + room);
  return (
    <div class="column">
      <Fit text={screen.title} big={100} room={around.room} class="ballot-title strong" />
      <div class="grow rows">
        {rows.map((row) => (
          <div key={row.name} class={row.elected ? "ballot-row elected" : "ballot-row"}>
            <span class="mark">{row.elected ? <Glyph of="for" width={3} /> : null}</span>
            <span class="ballot-name"><First texts={[row.name]} room={around.room} class="strong" /><First texts={[row.note]} room={around.room} class="soft" /></span>
            <b class="ballot-votes">{row.votes}</b>
          </div>
        ))}
      </div>
    </div>
  );
}

export function Seats({ screen, around }: Of<"seats">): JSX.Element {
  // 160 above and below; the rest is shared by the rows.
  const height = (1080 / around.size - 340) / Math.max(1, screen.lines);
  const width = (1920 / around.size - 192) / Math.max(1, screen.columns);
  const cell = Math.floor(Math.min(height, width * 0.8));
  const font = Math.min(82, cell * 0.62);
  return (
    <div class="seat-plan">
      {screen.seats.map((seat) => (
        <b key={seat.number} class={seat.present ? "seat here" : "seat"} data-testid={`seat-${seat.number}`} style={{
          left: `${(seat.column * width) / 100}rem`, top: `${(seat.line * height) / 100}rem`,
          width: `${(width - 16) / 100}rem`, height: `${(Math.min(height, cell + 24) - 14) / 100}rem`,
          lineHeight: `${(Math.min(height, cell + 24) - 26) / 100}rem`, fontSize: `${font / 100}rem`,
        }}>{seat.number}</b>
      ))}
    </div>
  );
}

export function Agenda({ screen, around }: Of<"agenda">): JSX.Element {
  return (
    <div class="column">
      <div class="grow rows">
        {screen.before === "" ? null : <p class="row soft">{screen.before}</p>}
        {screen.rows.map((row) => (
          <p key={row.number} class={`row ${row.state}`}>
            <b class="row-number">{row.number}</b><First texts={[row.title]} room={around.room} class="row-name" />
            {row.state === "done" ? <Glyph of="for" width={3} /> : row.state === "postponed" ? <span>{around.words.postponed}</span> : null}
          </p>
        ))}
        {screen.after === "" ? null : <p class="row soft">{screen.after}</p>}
      </div>
    </div>
  );
}
