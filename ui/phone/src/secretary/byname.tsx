// The second count by name: a tap on a seat says what its hand was. The other teller's marks are never here.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import type { Hands } from "../core/byname";
import { GRID_MOST, handOf, isHere, raised, rowsOf, tapped, withHand } from "../core/byname";
import { t } from "../text/desk";
import { ChoiceGlyph, Key } from "../views/bits";
import { choiceName } from "../views/subject";
import type { Ask } from "../wire/device";
import { fits } from "../wire/device";
import type { RollLine, Seating, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { Confirm } from "./confirm";
import { Recount } from "./hands";
import { matches, progress, Refused, Search } from "./people";

/** Names are read once more where they are few. */
const NAMED_MOST = 12;
const AS_SCREEN: Seating = { shape: "rows", rows: [] };

interface SeatsProps {
  app: App;
  hands: Hands;
  lines: RollLine[];
  onTap: (line: RollLine) => void;
}

function seatLabel(app: App, hands: Hands, line: RollLine): string {
  return `${line.seat}, ${line.name}: ${isHere(line) ? choiceName(app, handOf(hands, line.id)) : t("names.absent")}`;
}

function Grid({ app, hands, lines, onTap }: SeatsProps): JSX.Element {
  const rows = rowsOf(lines, app.snaps.roll?.seating ?? AS_SCREEN);
  return (
    <div class="hall gap16" data-testid="seat-grid">
      {rows.map((row) => (
        <div class="bench">
          {row.map((line) => (line === null ? <span class="place" /> : (
            <button type="button" class={`place seat-key ${handOf(hands, line.id)}`} data-testid={`seat-${line.id}`} disabled={!isHere(line)}
              aria-label={seatLabel(app, hands, line)} onClick={() => onTap(line)}>
              <span>{line.seat}</span>
              {isHere(line) ? <ChoiceGlyph choice={handOf(hands, line.id)} size={20} /> : null}
            </button>
          )))}
        </div>
      ))}
    </div>
  );
}

function List({ app, hands, lines, onTap }: SeatsProps): JSX.Element {
  const [search, setSearch] = useState("");
  const shown = lines.filter((line) => isHere(line) && matches(line, search));
  return (
    <>
      <Search value={search} onValue={setSearch} />
      {shown.length === 0 ? <p class="note">{t("search.none")}</p> : null}
      <ul class="gap8" data-testid="seat-list">
        {shown.map((line) => {
          const hand = handOf(hands, line.id);
          return (
            <li key={line.id}>
              <button type="button" class={`row low seat-row ${hand}`} data-testid={`seat-${line.id}`} onClick={() => onTap(line)}>
                <b class="seat">{line.seat}</b><span class="text"><b>{line.name}</b><br />{choiceName(app, hand)}</span>
                <ChoiceGlyph choice={hand} size={30} />
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Sums({ app, hands, lines }: { app: App; hands: Hands; lines: RollLine[] }): JSX.Element {
  return (
    <div class="sums" role="status">
      {CHOICES.map((choice) => (
        <span class={choice}>
          <span class="figure"><ChoiceGlyph choice={choice} size={24} /><b data-testid={`sum-${choice}`}>{withHand(hands, lines, choice).length}</b></span>
          {choiceName(app, choice)}
        </span>
      ))}
    </div>
  );
}

export function NamesCount({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const where = `count/${vote.vote}`;
  const draft = app.drafts.get<Hands>(`hands/${vote.vote}`, {});
  const hands = draft.value;
  const [last, setLast] = useState<RollLine | null>(null);
  const [confirming, setConfirming] = useState(false);
  const lines = app.snaps.roll?.delegates ?? [];
  const ask: Ask = { t: "count_names", vote: vote.vote, round: vote.round, choices: raised(hands, lines) };
  const long = !fits(ask);
  const marked = Object.keys(ask.choices).length > 0;
  const tap = (line: RollLine): void => {
    setLast(line);
    draft.edit((before) => tapped(before, line.id));
  };
  if (confirming) {
    return (
      <Confirm title={t("names.confirm")} go={t("confirm.go")} onBack={() => setConfirming(false)}
        onGo={() => { app.ask(ask); setConfirming(false); }}>
        <Sums app={app} hands={hands} lines={lines} />
        {CHOICES.map((choice) => {
          const these = withHand(hands, lines, choice);
          return these.length === 0 || these.length > NAMED_MOST ? null : (
            <div class="gap16"><h2>{choiceName(app, choice)}</h2><ul>{these.map((line) => <li>{line.seat}. {line.name}</li>)}</ul></div>
          );
        })}
      </Confirm>
    );
  }
  const settled = app.outbox?.settledFor(where);
  const sent = settled?.result === "recorded" && settled.ask.t === "count_names" ? settled.ask.choices : null;
  const changed = sent !== null && JSON.stringify(sent) !== JSON.stringify(ask.choices);
  const going = progress(app, where);
  const state = going !== "" ? going : sent === null ? t("count.hidden") : t(changed ? "names.changed" : "state.recorded");
  const many = lines.length > GRID_MOST;
  const Seats = many ? List : Grid;
  return (
    <>
      <p class="tag gap16">{t("count.title")}</p>
      <p class="cap">{t("names.help")}</p>
      {sent === null ? <Recount vote={vote} kept={going === "" && marked} /> : null}
      <Seats app={app} hands={hands} lines={lines} onTap={tap} />
      {many || (last === null && marked) ? null : <p class="gap16" data-testid="last-seat" role="status">{last === null ? t("names.tap") : seatLabel(app, hands, last)}</p>}
      <div class={many ? "tray" : ""}>
        <Sums app={app} hands={hands} lines={lines} />
        <Refused app={app} where={where} />
        {long ? <p class="problem" role="alert" data-testid="too-long">{t("names.too_long")}</p> : null}
        {many && going === "" && sent === null ? null : <p role="status" data-testid="count-state">{state}</p>}
        <Key id="count-go" class="now gap8" off={long} onPress={() => setConfirming(true)}>{t("confirm.go")}</Key>
      </div>
    </>
  );
}
