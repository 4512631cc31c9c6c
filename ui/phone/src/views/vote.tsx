// One vote on the delegate's own phone: choose, sending, delivered, recorded. The words are the promise.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import type { Standing } from "../core/select";
import { standing } from "../core/select";
import type { Choice, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { said, t, timeOfDay } from "../text";
import { ChoiceGlyph, Key, Rich } from "./bits";
import { Frame } from "./frame";
import { useGuard } from "./guard";
import { Cast, choiceName, enteredBy, Held, VoteBand, VoteDocument, VoteHead } from "./subject";

function ChoiceKey(props: { app: App; choice: Choice; guarded: boolean; off: boolean; onChoice: (choice: Choice) => void }): JSX.Element {
  const { choice } = props;
  return (
    <button type="button" class={`choice ${choice}`} data-testid={`choice-${choice}`} disabled={props.off} aria-disabled={props.guarded || props.off}
      onClick={() => { if (!props.guarded) props.onChoice(choice); }}>
      <span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={48} /></span>
      <span class="word"><TwoLines text={choiceName(props.app, choice)} /></span>
    </button>
  );
}

/** "Không tán thành" breaks after its first word, as the three keys show it. */
function TwoLines({ text }: { text: string }): JSX.Element {
  const cut = text.indexOf(" ");
  return text.length <= 12 || cut < 0 ? <>{text}</> : <>{text.slice(0, cut)}<br />{text.slice(cut + 1)}</>;
}

function Sending({ app, vote, own }: { app: App; vote: Vote; own: Standing }): JSX.Element | null {
  if (own.sending === null) return null;
  const { choice, delivered, late, waits } = own.sending;
  const state = waits ? "waiting" : delivered ? "delivered" : "sending";
  return (
    <div data-testid="page-vote-sending" data-state={state}>
      <div role="status">
        <h1 class="big">{t(`state.${state}`)}</h1>
        <p class="cap">{t(`vote.${state}_help`)}</p>
      </div>
      <Cast app={app} choice={choice} full={false} />
      {waits ? null : (
        <div aria-live="assertive">
          {late ? <p class="alarm gap24" data-testid="raise-hand">{t("raise_hand.vote")}</p>
            : <p class="lead gap24"><Rich text={t("vote.wait_help")} /></p>}
        </div>
      )}
      {own.recorded === null ? null : (
        <p class="note" data-testid="still-recorded">{t("vote.still_recorded", { choice: choiceName(app, own.recorded.choice), number: vote.number })}</p>
      )}
    </div>
  );
}

function Recorded({ app, vote, own }: { app: App; vote: Vote; own: Standing }): JSX.Element | null {
  const recorded = own.recorded;
  if (recorded === null) return null;
  const proven = recorded.receipt !== null;
  return (
    <div data-testid="page-vote-recorded" data-proof={proven ? "receipt" : "kiosk"}>
      <div role="status">
        <h1 class="big">{proven ? t("state.recorded") : recorded.via === "device" ? t("vote.kiosk_says") : t("vote.entered")}</h1>
        <p class="cap">{enteredBy(recorded)}</p>
      </div>
      <Cast app={app} choice={recorded.choice} full />
      <dl class="facts">
        {recorded.receipt === null ? null : (
          <div><dt class="cap">{t("receipt.code")}</dt><dd class="code" data-testid="receipt-code">{recorded.receipt}</dd></div>
        )}
        <div><dt class="cap">{t("receipt.at")}</dt><dd data-testid="receipt-at">{timeOfDay(recorded.at)}</dd></div>
        <div><dt class="cap">{t("receipt.item")}</dt><dd>{vote.number}</dd></div>
      </dl>
      {recorded.receipt === null ? <p class="cap gap8" data-testid="no-receipt">{t("receipt.elsewhere")}</p> : null}
    </div>
  );
}

function Troubled({ app, own }: { app: App; own: Standing }): JSX.Element | null {
  if (own.trouble === null) return null;
  return (
    <div class="problem" role="alert" data-testid="refused">
      <b>{t(own.trouble.unproven ? "vote.unproven" : "vote.refused", { choice: choiceName(app, own.trouble.choice) })}</b>
      <p>{own.trouble.unproven ? t("unproven.vote") : own.trouble.text === null ? "" : said(own.trouble.text)}</p>
    </div>
  );
}

/** The open vote by devices. While it is held nothing can be pressed, and what is recorded stays in sight. */
export function VotePage({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const own = standing(app.snaps, app.outbox, vote.vote, app.now());
  const [changing, setChanging] = useState(false);
  const held = vote.state === "held";
  const choosing = own.sending === null && (own.recorded === null || changing);
  const guarded = useGuard(`${vote.vote} ${choosing} ${held}`);
  const cast = (choice: Choice): void => {
    setChanging(false);
    app.ask({ t: "vote", vote: vote.vote, choice, nonce: vote.nonce });
    window.scrollTo(0, 0);
  };
  return (
    <Frame app={app} above={<VoteBand app={app} vote={vote} />}>
      {choosing ? (
        <div data-testid="page-vote">
          <VoteHead app={app} vote={vote} />
          <Troubled app={app} own={own} />
          {held ? <Held /> : null}
          <div class="gap24">
            {CHOICES.map((choice) => <ChoiceKey app={app} choice={choice} guarded={guarded} off={held} onChoice={cast} />)}
          </div>
          <p class="cap gap16">{vote.may_change ? t("vote.may_change") : t("vote.once")}</p>
          <VoteDocument app={app} vote={vote} />
          {changing ? <Key id="keep" class="gap8" onPress={() => setChanging(false)}>{t("vote.keep")}</Key> : null}
        </div>
      ) : own.sending !== null ? <Sending app={app} vote={vote} own={own} /> : (
        <>
          <Recorded app={app} vote={vote} own={own} />
          <Troubled app={app} own={own} />
          {held ? <Held /> : null}
          {vote.may_change ? <div class="push"><Key id="change" class="tall" off={held} onPress={() => setChanging(true)}>{t("vote.change")}</Key></div> : null}
        </>
      )}
    </Frame>
  );
}
