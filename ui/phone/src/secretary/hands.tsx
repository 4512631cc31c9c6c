// The second count of raised hands or cards: two numbers, what they mean says the vote.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { t } from "../text";
import { ChoiceGlyph, Key } from "../views/bits";
import { choiceName } from "../views/subject";
import type { Choice, Vote } from "../wire/snapshot";
import { progress, Refused } from "./people";
import { Stepper } from "./stepper";

export function HandsCount({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const where = `count/${vote.vote}`;
  const draft = app.draft<[number, number]>(where, [0, 0]);
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
        <Key id="count-go" class="now gap8" onPress={() => app.ask({ t: "count", vote: vote.vote, counted })}>{t("count.go", { a: counted[0], b: counted[1] })}</Key>
      </div>
    </>
  );
}
