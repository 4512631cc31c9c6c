// The whole picture: head, body, foot. One screen at a time, swapped at once.

import type { JSX } from "preact";
import { First } from "./fit";
import { Here } from "./here";
import { Picture } from "./screens/picture";
import { Agenda, Ballot, Queue, Seats } from "./screens/lists";
import { Calm, Doors, Item, Join, Lost, Pairing } from "./screens/plain";
import { Count, Result, Turnout } from "./screens/votes";
import { Speaking } from "./screens/speaking";
import type { Foot, Head, View } from "./view";
import type { Words } from "./words";

/** What the screens need beside the view. */
export interface Around {
  words: Words;
  /** Changes with the size of the page and of the letters: places are measured anew. */
  room: string;
  size: number;
  /** Where the council's files are, once they have been fetched. */
  flag: string | null;
  anthem: string | null;
  /** Whether the anthem is to be played now; told when it has begun. */
  play: boolean;
  played(): void;
}

function HeadRow({ head, room }: { head: Head; room: string }): JSX.Element {
  return (
    <div class="head">
      {head.tag === "" ? null : <b class={head.alarm === true ? "tag alarm" : "tag"} data-testid="tag">{head.tag}</b>}
      <First texts={[head.note]} room={`${room} ${head.tag}`} orNothing class="note" />
    </div>
  );
}

function FootRow({ foot, clock, room }: { foot: Foot; clock: string; room: string }): JSX.Element {
  return (
    <div class="foot">
      {foot.present === "" ? null : <Here foot={foot} />}
      <First texts={foot.notes.length === 0 ? [""] : foot.notes} room={`${room} ${foot.present} ${clock}`} orNothing class={foot.below ? "foot-note strong" : "foot-note"} />
      <b class="clock" data-testid="clock">{clock}</b>
    </div>
  );
}

function Body({ view, around }: { view: View; around: Around }): JSX.Element {
  const { screen } = view;
  switch (screen.kind) {
    case "calm":
      return <Calm screen={screen} around={around} />;
    case "doors":
      return <Doors screen={screen} />;
    case "join":
      return <Join screen={screen} around={around} />;
    case "item":
      return <Item screen={screen} around={around} />;
    case "queue":
      return <Queue screen={screen} around={around} />;
    case "speaking":
      return <Speaking screen={screen} around={around} />;
    case "turnout":
      return <Turnout screen={screen} around={around} />;
    case "count":
      return <Count screen={screen} around={around} />;
    case "result":
      return <Result screen={screen} around={around} />;
    case "ballot":
      return <Ballot screen={screen} around={around} />;
    case "seats":
      return <Seats screen={screen} around={around} />;
    case "agenda":
      return <Agenda screen={screen} around={around} />;
    case "picture":
      return <Picture screen={screen} around={around} />;
    case "lost":
      return <Lost screen={screen} around={around} />;
    case "pairing":
      return <Pairing screen={screen} around={around} />;
  }
}

export function Stage({ view, around }: { view: View; around: Around }): JSX.Element {
  const { screen, head, foot, clock } = view;
  return (
    <div class="stage" data-testid={`screen-${screen.kind}`} key={screen.kind}>
      {head === null ? null : <HeadRow head={head} room={around.room} />}
      <div class="body"><Body view={view} around={around} /></div>
      {foot === null ? null : <FootRow foot={foot} clock={clock} room={around.room} />}
    </div>
  );
}
