// The open vote at the secretary's table: choices entered at a voiced request, or the second count of raised hands.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { currentVote, standing } from "../core/select";
import { t } from "../text";
import { ChoiceGlyph, Dash, Key, Plus } from "../views/bits";
import { choiceName } from "../views/vote";
import type { Choice, RollLine, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { matches, Person, progress, Refused, Search } from "./people";

export function EntryTab({ app }: { app: App }): JSX.Element {
  const vote = currentVote(app.snaps);
  if (vote === null || vote.state !== "open") {
    return (
      <div data-testid="page-entry">
        <h1 class="mid">{t("tab.entry")}</h1>
        <p class="lead gap8">{t("entry.none")}</p>
      </div>
    );
  }
  return (
    <div data-testid="page-entry">
      <p class="cap">{t("item.motion", { number: vote.number })}</p>
      <h1 class="ask">{vote.title}</h1>
      {vote.form === "electronic" ? <OnBehalf key={vote.vote} app={app} vote={vote} /> : <HandsCount key={vote.vote} app={app} vote={vote} />}
    </div>
  );
}

function OnBehalf({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const tally = app.snaps.tallies[vote.vote];
  const missing = tally?.missing ?? [];
  const present = (app.snaps.roll?.delegates ?? []).filter((line) => line.attendance === "present");
  const owes = (line: RollLine): boolean => missing.indexOf(line.id) >= 0;
  const shown = present.filter((line) => matches(line, search) && (all || search !== "" || line.id === open || owes(line)));
  const enter = (line: RollLine, choice: Choice): void => {
    app.ask({ t: "vote_for", vote: vote.vote, delegate: line.id, choice, nonce: vote.nonce });
    setOpen(null);
  };
  return (
    <>
      {tally === undefined ? null : <p class="lead" data-testid="turnout">{t("vote.turnout", { n: tally.answered, of: tally.present })}</p>}
      <p class="cap">{t("entry.help")}</p>
      <div class="pair">
        <Search value={search} onValue={setSearch} />
        <div class="keys two gap16">
          <Key id="filter-missing" class={all ? "" : "chosen"} pressed={!all} onPress={() => setAll(false)}>{t("entry.missing")}</Key>
          <Key id="filter-all" class={all ? "chosen" : ""} pressed={all} onPress={() => setAll(true)}>{t("entry.all")}</Key>
        </div>
      </div>
      {shown.length === 0 ? <p class="note">{search === "" ? t("entry.nobody_missing") : t("search.none")}</p> : null}
      <ul class="people">
        {shown.map((line) => {
          const where = `vote/${vote.vote}/${line.id}`;
          const own = standing(app.snaps, app.outbox, vote.vote, app.now(), line.id);
          const say = progress(app, where);
          const word = say !== "" ? say : own.recorded !== null ? t("state.recorded") : owes(line) ? t("entry.owes") : t("entry.answered");
          return (
            <Person key={line.id} line={line} say={word} missing={owes(line)} open={open === line.id}
              onToggle={() => setOpen(open === line.id ? null : line.id)}>
              <Refused app={app} where={where} />
              <p class="cap">{own.recorded === null ? t("entry.choose") : t("entry.entered", { choice: choiceName(app, own.recorded.choice) })}</p>
              <div class="keys">
                {CHOICES.map((choice) => (
                  <button type="button" class={`choice low ${choice}`} data-testid={`enter-${choice}`} onClick={() => enter(line, choice)}>
                    <span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={30} /></span>
                    <span class="word">{choiceName(app, choice)}</span>
                  </button>
                ))}
              </div>
            </Person>
          );
        })}
      </ul>
    </>
  );
}

function HandsCount({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const [counted, setCounted] = useState<[number, number]>([0, 0]);
  const where = `count/${vote.vote}`;
  const most = app.snaps.session?.total_delegates ?? 0;
  const asked: [Choice, Choice] = vote.hands_count === "dissent" ? ["against", "not_voting"] : ["for", "against"];
  const going = progress(app, where);
  const last = app.outbox?.settledFor(where);
  const sent = last?.result === "recorded" && last.ask.t === "count" ? last.ask.counted : null;
  const state = going !== "" ? going : sent === null ? t("count.hidden") : t("count.recorded", { a: sent[0], b: sent[1] });
  const set = (i: 0 | 1, value: number): void => {
    const next: [number, number] = [...counted];
    next[i] = Math.min(most, Math.max(0, value));
    setCounted(next);
  };
  return (
    <>
      <p class="tag gap16">{t("count.title")}</p>
      <p class="cap">{t(vote.hands_count === "dissent" ? "count.dissent" : "count.for_and_against")}</p>
      {asked.map((choice, index) => {
        const i = index === 0 ? 0 : 1;
        const name = choiceName(app, choice);
        return (
          <div class="gap24 narrow">
            <div class="counted"><span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={30} /></span><h2>{name}</h2></div>
            <div class="stepper">
              <Key id={`less-${choice}`} off={counted[i] <= 0} label={t("count.less", { choice: name })} onPress={() => set(i, counted[i] - 1)}><Dash size={32} /></Key>
              <input class="number" data-testid={`counted-${choice}`} aria-label={name} type="text" inputMode="numeric" value={String(counted[i])}
                onInput={(event) => set(i, parseInt(event.currentTarget.value.replace(/\D/g, ""), 10) || 0)}
                onFocus={(event) => event.currentTarget.select()} />
              <Key id={`more-${choice}`} off={counted[i] >= most} label={t("count.more", { choice: name })} onPress={() => set(i, counted[i] + 1)}><Plus size={32} /></Key>
            </div>
          </div>
        );
      })}
      <div class="narrow gap24">
        <Refused app={app} where={where} />
        <p class="lead" role="status" data-testid="count-state">{state}</p>
        <Key id="count-go" class="now gap8" onPress={() => app.ask({ t: "count", vote: vote.vote, counted })}>{t("count.go", { a: counted[0], b: counted[1] })}</Key>
      </div>
    </>
  );
}
