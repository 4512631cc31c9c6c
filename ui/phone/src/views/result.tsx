// A published result with its proof. Every figure and sentence is the kiosk's; this page computes nothing.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { byDevice, standing } from "../core/select";
import type { Outcome, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { said, t } from "../text";
import { Check, ChoiceGlyph, Cross, Key } from "./bits";
import { BallotResult } from "./elected";
import { Frame } from "./frame";
import { choiceName, Minutes, OwnInClosed, VoteHead } from "./subject";

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

function Proven({ app, outcome }: { app: App; outcome: Outcome }): JSX.Element {
  return (
    <>
      <div class={`verdict gap16 ${outcome.passed ? "" : "failed"}`} data-testid="verdict" data-passed={outcome.passed}>
        {outcome.passed ? <Check size={40} /> : <Cross size={40} />}<span>{said(outcome.verdict)}</span>
      </div>
      <Counts app={app} outcome={outcome} />
      <div class="proof gap16">
        <p class="sum" data-testid="arithmetic">{said(outcome.arithmetic)}</p>
        <p><b>{said(outcome.rule)}</b></p>
        <p class="cap" lang="vi">{outcome.rule_source}</p>
      </div>
      <Minutes sentences={[outcome.sentence]} />
    </>
  );
}

/** Only where the council shows names: the kiosk sends none otherwise. */
function Names({ app, vote }: { app: App; vote: Vote }): JSX.Element | null {
  if (vote.names.length === 0) return null;
  const known: Record<string, string> = {};
  for (const line of app.snaps.roll?.delegates ?? []) known[line.id] = line.name;
  return (
    <section class="gap24" data-testid="names">
      <h2>{t("result.names")}</h2>
      {CHOICES.map((choice) => {
        const these = vote.names.filter((line) => line.choice === choice);
        return these.length === 0 ? null : (
          <div class="gap16" data-testid={`names-${choice}`}>
            <h3 class="counted"><span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={30} /></span>{choiceName(app, choice)}: {these.length}</h3>
            <ul class="gap8">{these.map((line) => <li>{known[line.delegate] ?? line.delegate}{line.entered ? <span class="cap">, {t("result.entered")}</span> : null}</li>)}</ul>
          </div>
        );
      })}
    </section>
  );
}

export function ResultPage({ app, vote, onHome }: { app: App; vote: Vote; onHome: () => void }): JSX.Element {
  const { outcome, ballot } = vote;
  const own = standing(app.snaps, app.outbox, vote.vote, app.now());
  const mine = app.access === "device" && app.snaps.device?.delegate != null && (byDevice(vote) || own.recorded !== null);
  return (
    <Frame app={app}>
      <div data-testid="page-result" aria-live="polite">
        <p class="tag">{t("result.title")}</p>
        <VoteHead app={app} vote={vote} />
        {vote.state === "annulled" ? (
          <div class="note" data-testid="annulled"><b>{t("vote.annulled")}</b>{vote.annulled_reason === null ? null : <p>{t("vote.reason", { reason: vote.annulled_reason })}</p>}</div>
        ) : outcome !== null ? <Proven app={app} outcome={outcome} />
          : ballot !== null && ballot.tally !== null ? <BallotResult sheet={ballot} tally={ballot.tally} />
          : <p class="lead gap16">{t("vote.await_result")}</p>}
        {mine ? <OwnInClosed app={app} own={own} /> : null}
        <Names app={app} vote={vote} />
      </div>
      <div class="push"><Key id="to-home" class="tall" onPress={onHome}>{t("home")}</Key></div>
    </Frame>
  );
}
