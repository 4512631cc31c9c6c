// The second count of raised hands or cards: two numbers, what they mean says the vote.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { countOf } from "../core/select";
import { t } from "../text/desk";
import { ChoiceGlyph, Key, Rich } from "../views/bits";
import { choiceName } from "../views/subject";
import type { Choice, Vote } from "../wire/snapshot";
import { progress, Refused } from "./people";
import { Stepper } from "./stepper";

/** Said until the count of this round is recorded. `kept`: marks of the round before are still there. */
export function Recount({ vote, kept = false }: { vote: Vote; kept?: boolean }): JSX.Element | null {
  if (vote.round === 0) return null;
  return <p class="note lead" role="status" data-testid="recount"><Rich text={t("count.again", { n: vote.round })} />{kept ? ` ${t("names.kept")}` : null}</p>;
}

/** `guarded`: this count has only just begun. */
export function HandsCount({ app, vote, guarded }: { app: App; vote: Vote; guarded: boolean }): JSX.Element {
  const where = `count/${vote.vote}`;
  const draft = app.drafts.get<[number, number]>(`count/${countOf(vote)}`, [0, 0]);
  const counted = draft.value;
  const most = app.snaps.session?.total_delegates ?? 0;
  const asked: [Choice, Choice] = vote.hands_count === "dissent" ? ["against", "not_voting"] : ["for", "against"];
  const going = progress(app, where);
  const last = app.outbox?.settledFor(where);
  const sent = last?.result === "recorded" && last.ask.t === "count" ? last.ask.counted : null;
  const state = going !== "" ? going : sent === null ? t("count.hidden") : t("count.recorded", { a: sent[0], b: sent[1] });
  return (
    <>
      <p class="tag gap16">{t("count.title")}</p>
      <p class="cap">{t(vote.hands_count === "dissent" ? "count.dissent" : "count.for_and_against")}</p>
      {sent === null ? <Recount vote={vote} /> : null}
      {asked.map((choice, i) => {
        const name = choiceName(app, choice);
        return (
          <div class="gap24 narrow">
            <div class="counted"><span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={30} /></span><h2>{name}</h2></div>
            <Stepper id={choice} label={name} value={counted[i] ?? 0} most={most}
              onValue={(value) => draft.edit(([a, b]) => (i === 0 ? [value, b] : [a, value]))} />
          </div>
        );
      })}
      <div class="narrow gap24">
        <Refused app={app} where={where} />
        <p class="lead" role="status" data-testid="count-state">{state}</p>
        <Key id="count-go" class="now gap8" onPress={() => { if (!guarded) app.ask({ t: "count", vote: vote.vote, round: vote.round, counted }); }}>{t("count.go", { a: counted[0], b: counted[1] })}</Key>
      </div>
    </>
  );
}
