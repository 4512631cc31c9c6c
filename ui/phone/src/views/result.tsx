// A published result with its proof. Every figure and sentence is the kiosk's; this page computes nothing.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { standing } from "../core/select";
import type { Outcome, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { t } from "../text";
import { Check, ChoiceGlyph, Cross, Key } from "./bits";
import { Frame } from "./frame";
import { choiceName, OwnInClosed, verdict } from "./vote";

function Counts({ app, outcome }: { app: App; outcome: Outcome }): JSX.Element {
  return (
    <>
      {CHOICES.map((choice, i) => (
        <div class="count" data-testid={`count-${choice}`}>
          <span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={30} /></span>
          <span class="what">
            <b>{choiceName(app, choice)}</b><br />
            <span class="cap">{t("result.of_present", { share: outcome.of_present[i] ?? "", n: outcome.present })}</span><br />
            <span class="cap">{t("result.of_total", { share: outcome.of_total[i] ?? "", n: outcome.total_delegates })}</span>
          </span>
          <span class={`number ${choice}`}>{outcome[choice]}</span>
        </div>
      ))}
    </>
  );
}

export function ResultPage({ app, vote, onHome }: { app: App; vote: Vote; onHome: () => void }): JSX.Element {
  const outcome = vote.outcome;
  const own = standing(app.snaps, app.outbox, vote.vote, app.now());
  const mine = app.snaps.device?.delegate !== null && app.access === "device" && vote.form === "electronic";
  return (
    <Frame app={app}>
      <div data-testid="page-result" aria-live="polite">
        <p class="cap">{t("result.of", { number: vote.number })}</p>
        <h1 class="ask">{vote.title}</h1>
        {vote.state === "annulled" ? (
          <div class="note" data-testid="annulled"><b>{t("vote.annulled")}</b>{vote.annulled_reason === null ? null : <p>{vote.annulled_reason}</p>}</div>
        ) : outcome === null ? <p class="lead gap16">{t("vote.await_result")}</p> : (
          <>
            <div class={`verdict gap16 ${outcome.passed ? "" : "failed"}`} data-testid="verdict" data-passed={outcome.passed}>
              {outcome.passed ? <Check size={40} /> : <Cross size={40} />}<span>{verdict(outcome)}</span>
            </div>
            <Counts app={app} outcome={outcome} />
            <div class="proof gap16">
              <p class="sum" data-testid="arithmetic">{outcome.arithmetic}</p>
              <p><b>{outcome.rule}</b></p>
              <p class="cap">{outcome.rule_source}</p>
            </div>
          </>
        )}
        {mine ? <OwnInClosed app={app} own={own} /> : null}
      </div>
      <div class="push"><Key id="to-home" class="tall" onPress={onHome}>{t("home")}</Key></div>
    </Frame>
  );
}
