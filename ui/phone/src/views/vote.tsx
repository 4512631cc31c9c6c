// One vote on the delegate's own phone: choose, sending, delivered, recorded, closed. The words are the promise.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { App } from "../core/app";
import type { Standing } from "../core/select";
import { standing } from "../core/select";
import type { Choice, Outcome, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { getLang, minutes, said, t, timeOfDay } from "../text";
import { ChoiceGlyph, Key, Rich, Row } from "./bits";
import { Frame } from "./frame";

/** A finger that was already on its way when the page changed by itself must not vote. */
const GUARD_MS = 700;

/** The options as the council's profile names them; in English by their meaning. */
export function choiceName(app: App, choice: Choice): string {
  if (getLang() === "en") return t(`choice.${choice}`);
  return app.snaps.session?.option_labels[CHOICES.indexOf(choice)] ?? t(`choice.${choice}`);
}

export function verdict(outcome: Outcome): string {
  if (getLang() === "en") return t(outcome.passed ? "verdict.passed" : "verdict.not_passed");
  return outcome.verdict;
}

export function ChoiceKey(props: { app: App; choice: Choice; guarded: boolean; onChoice: (choice: Choice) => void }): JSX.Element {
  const { choice } = props;
  return (
    <button type="button" class={`choice ${choice}`} data-testid={`choice-${choice}`} aria-disabled={props.guarded}
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

export function Cast(props: { app: App; choice: Choice; full: boolean; small?: boolean }): JSX.Element {
  return (
    <div class={`cast ${props.choice} ${props.full ? "full" : ""} ${props.small === true ? "small" : ""}`} data-testid="own-choice" data-choice={props.choice}>
      <ChoiceGlyph choice={props.choice} size={props.small === true ? 40 : 64} />
      <span class="word">{choiceName(props.app, props.choice)}</span>
    </div>
  );
}

function VoteBand({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const left = vote.opened_at + vote.warn_seconds * 1000 - app.now();
  return (
    <div class="band vote" data-testid="vote-band">
      <span class="tag">{t("vote.now")}</span>
      {vote.warn_seconds > 0 ? <span class="time" aria-hidden="true">{minutes(left)}</span> : null}
    </div>
  );
}

function Sending({ app, vote, own }: { app: App; vote: Vote; own: Standing }): JSX.Element | null {
  if (own.sending === null) return null;
  const { choice, delivered, late } = own.sending;
  return (
    <div data-testid="page-vote-sending" data-state={delivered ? "delivered" : "sending"}>
      <div role="status">
        <h1 class="big">{delivered ? t("state.delivered") : t("state.sending")}</h1>
        <p class="cap">{delivered ? t("vote.delivered_help") : t("vote.sending_help")}</p>
      </div>
      <Cast app={app} choice={choice} full={false} />
      <div aria-live="assertive">
        {late ? <p class="alarm gap24" data-testid="raise-hand">{t("raise_hand.vote")}</p>
          : <p class="lead gap24"><Rich text={t("vote.wait_help")} /></p>}
      </div>
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
        <p class="cap">{recorded.via === "secretary" ? t("vote.by_secretary") : recorded.via === "kiosk" ? t("vote.by_kiosk") : t("vote.on_disk")}</p>
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

function VoteDocument({ app, vote }: { app: App; vote: Vote }): JSX.Element | null {
  const id = vote.document;
  return id === null ? null : (
    <div class="gap16"><Row id="vote-document" class="low" onPress={() => app.go({ page: "document", id, number: 1 })}>{t("vote.document")}</Row></div>
  );
}

/** The open electronic vote. */
export function VotePage({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const own = standing(app.snaps, app.outbox, vote.vote, app.now());
  const [changing, setChanging] = useState(false);
  const [guarded, setGuarded] = useState(true);
  const choosing = own.sending === null && (own.recorded === null || changing);
  useEffect(() => {
    if (!choosing) return undefined;
    setGuarded(true);
    const timer = setTimeout(() => setGuarded(false), GUARD_MS);
    return () => clearTimeout(timer);
  }, [choosing, vote.vote]);
  const cast = (choice: Choice): void => {
    setChanging(false);
    app.ask({ t: "vote", vote: vote.vote, choice, nonce: vote.nonce });
    window.scrollTo(0, 0);
  };
  return (
    <Frame app={app} above={<VoteBand app={app} vote={vote} />}>
      {choosing ? (
        <div data-testid="page-vote">
          <p class="cap">{t("item.motion", { number: vote.number })}</p>
          <h1 class="ask" data-testid="vote-title">{vote.title}</h1>
          <Troubled app={app} own={own} />
          <div class="gap24">
            {CHOICES.map((choice) => <ChoiceKey app={app} choice={choice} guarded={guarded} onChoice={cast} />)}
          </div>
          <p class="cap gap16">{vote.may_change ? t("vote.may_change") : t("vote.once")}</p>
          <VoteDocument app={app} vote={vote} />
          {changing ? <Key id="keep" class="gap8" onPress={() => setChanging(false)}>{t("vote.keep")}</Key> : null}
        </div>
      ) : own.sending !== null ? <Sending app={app} vote={vote} own={own} /> : (
        <>
          <Recorded app={app} vote={vote} own={own} />
          <Troubled app={app} own={own} />
          {vote.may_change ? <div class="push"><Key id="change" class="tall" onPress={() => setChanging(true)}>{t("vote.change")}</Key></div> : null}
        </>
      )}
    </Frame>
  );
}

/** Hands are raised in the room; this page only says so. */
export function HandsPage({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  return (
    <Frame app={app} above={<VoteBand app={app} vote={vote} />}>
      <div data-testid="page-hands">
        <p class="cap">{t("item.motion", { number: vote.number })}</p>
        <h1 class="ask">{vote.title}</h1>
        <p class="alarm gap24">{t("hands.raise")}</p>
        <VoteDocument app={app} vote={vote} />
      </div>
    </Frame>
  );
}

/** Closed, and the result not yet published. */
export function ClosedPage({ app, vote, onHome }: { app: App; vote: Vote; onHome: () => void }): JSX.Element {
  const own = standing(app.snaps, app.outbox, vote.vote, app.now());
  const electronic = vote.form === "electronic";
  return (
    <Frame app={app}>
      <div data-testid="page-vote-closed">
        <div role="status">
          <h1 class="mid">{t("vote.closed")}</h1>
          <p class="cap">{t("item.motion", { number: vote.number })}. {vote.title}</p>
        </div>
        {electronic ? <OwnInClosed app={app} own={own} /> : null}
        <p class="lead gap24">{t("vote.await_result")}</p>
      </div>
      <div class="push"><Key id="to-home" class="tall" onPress={onHome}>{t("home")}</Key></div>
    </Frame>
  );
}

export function OwnInClosed({ app, own }: { app: App; own: Standing }): JSX.Element {
  const unsent = own.sending ?? own.trouble;
  return (
    <>
      {own.recorded === null ? null : (
        <div class="gap16" data-testid="closed-recorded">
          <p class="cap">{t("vote.own")}</p>
          <Cast app={app} choice={own.recorded.choice} full small />
          {own.recorded.receipt === null ? null : <p class="cap gap8">{t("receipt.code")} <b data-testid="receipt-code">{own.recorded.receipt}</b></p>}
        </div>
      )}
      {unsent === null ? null : (
        <div class="problem" role="alert" data-testid="closed-unrecorded">
          <b>{t(own.sending === null && own.trouble?.unproven === true ? "vote.unproven" : "vote.not_recorded", { choice: choiceName(app, unsent.choice) })}</b>
          {own.trouble?.text === undefined || own.trouble.text === null ? null : <p>{said(own.trouble.text)}</p>}
        </div>
      )}
      {own.recorded === null && unsent === null ? <p class="note" data-testid="closed-none">{t("vote.none_recorded")}</p> : null}
    </>
  );
}
