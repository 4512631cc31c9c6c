// What votes of every form have in common on a page: their heading, their clock, the options' names, a cast choice.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { App } from "../core/app";
import { countdown } from "../core/clock";
import type { Standing } from "../core/select";
import { motionsOf, timeLeft } from "../core/select";
import type { Choice, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { getLang, said, t } from "../text";
import { ChoiceGlyph, Row } from "./bits";

/** The options as the council's profile names them; in English by their meaning. */
export function choiceName(app: App, choice: Choice): string {
  if (getLang() === "en") return t(`choice.${choice}`);
  return app.snaps.session?.option_labels[CHOICES.indexOf(choice)] ?? t(`choice.${choice}`);
}

/** Number and subject; the whole of a part, every motion of a block. */
export function VoteHead({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const block = motionsOf(app.snaps, vote);
  if (block !== null) {
    return (
      <>
        <h1 class="ask" data-testid="vote-title">{t("vote.block", { n: block.length })}</h1>
        <ol class="motions" data-testid="block">
          {block.map((motion) => <li><b>{motion.number}</b><span>{motion.title}</span></li>)}
        </ol>
      </>
    );
  }
  return (
    <>
      <p class="cap">{t("item.motion", { number: vote.number })}</p>
      <h1 class="ask" data-testid="vote-title">{vote.title}</h1>
      {vote.part_of === null ? null : <p class="cap gap4" data-testid="part-of">{t("vote.part_of", { title: vote.part_of })}</p>}
    </>
  );
}

export function VoteBand({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const first = useRef(vote.warn_seconds);
  const added = vote.warn_seconds - first.current;
  const held = vote.state === "held";
  return (
    <>
      <div class={`band vote ${held ? "still" : ""}`} data-testid="vote-band">
        <span class="tag">{t(held ? "vote.held" : "vote.now")}</span>
        {vote.warn_seconds > 0 ? <span class="time" data-testid="time" aria-hidden="true">{countdown(timeLeft(vote, app.now()))}</span> : null}
      </div>
      {added > 0 ? <p class="strip calm" role="status" data-testid="extended">{t("vote.extended", { n: added })}</p> : null}
    </>
  );
}

export function Held(): JSX.Element {
  return (
    <div class="note" role="status" data-testid="held">
      <b>{t("vote.held_now")}</b>
      <p>{t("vote.held_help")}</p>
    </div>
  );
}

export function VoteDocument({ app, vote }: { app: App; vote: Vote }): JSX.Element | null {
  const id = vote.document;
  return id === null ? null : (
    <div class="gap16"><Row id="vote-document" class="low" onPress={() => app.go({ page: "document", id, number: 1 })}>{t("vote.document")}</Row></div>
  );
}

export function Cast(props: { app: App; choice: Choice; full: boolean; small?: boolean }): JSX.Element {
  return (
    <div class={`cast ${props.choice} ${props.full ? "full" : ""} ${props.small === true ? "small" : ""}`} data-testid="own-choice" data-choice={props.choice}>
      <ChoiceGlyph choice={props.choice} size={props.small === true ? 40 : 64} />
      <span class="word">{choiceName(props.app, props.choice)}</span>
    </div>
  );
}

/** Who put the choice into the record. */
export function enteredBy(recorded: NonNullable<Standing["recorded"]>): string {
  switch (recorded.via) {
    case "secretary":
      return t("vote.by_secretary");
    case "kiosk":
      return t("vote.by_kiosk");
    case "tellers":
      return t("vote.by_tellers");
    case "device":
      return t("vote.on_disk");
  }
}

export function OwnInClosed({ app, own }: { app: App; own: Standing }): JSX.Element {
  const unsent = own.sending ?? own.trouble;
  return (
    <>
      {own.recorded === null ? null : (
        <div class="gap16" data-testid="closed-recorded">
          <p class="cap">{t("vote.own")}</p>
          <Cast app={app} choice={own.recorded.choice} full small />
          {own.recorded.via === "device" ? null : <p class="cap gap8" data-testid="entered-by">{enteredBy(own.recorded)}</p>}
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

/** The minutes are in Vietnamese only. */
export function Minutes({ sentences }: { sentences: string[] }): JSX.Element | null {
  const given = sentences.filter((sentence) => sentence !== "");
  return given.length === 0 ? null : (
    <section class="gap24" data-testid="minutes">
      <h3>{t("result.minutes")}</h3>
      <div lang="vi">{given.map((sentence) => <p class="gap8">{sentence}</p>)}</div>
    </section>
  );
}
