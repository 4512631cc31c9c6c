// What the tally board counted of the paper ballots: the figures are checked here as they are typed, and at the kiosk.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import type { Fault } from "../core/ballot";
import { emptyTally, fault, marksOf } from "../core/ballot";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import { Figures, optionsOf } from "../views/elected";
import { seatsOf } from "../views/room";
import type { BallotSheet, BallotTally, Marks, Vote } from "../wire/snapshot";
import { Confirm } from "./confirm";
import { progress, Refused } from "./people";
import { digits } from "./stepper";

export function faultText(wrong: Fault): string {
  switch (wrong.kind) {
    case "empty":
      return t("tally.empty");
    case "issued":
      return t("tally.issued", { n: wrong.most });
    case "collected":
      return t("tally.collected");
    case "valid":
      return t("tally.valid", { n: wrong.collected });
    case "line":
      return t("tally.line", { name: wrong.name, sum: wrong.sum, valid: wrong.valid });
    case "marks":
      return t("tally.marks", { sum: wrong.sum, most: wrong.most });
  }
}

function Figure(props: { id: string; label: string; value: number; onValue: (value: number) => void }): JSX.Element {
  return (
    <label class="figure-label">
      <span>{props.label}</span>
      <input class="field" data-testid={props.id} type="text" inputMode="numeric" value={String(props.value)}
        onInput={(event) => props.onValue(digits(event.currentTarget.value))} onFocus={(event) => event.currentTarget.select()} />
    </label>
  );
}

export function PaperCount({ app, vote, sheet }: { app: App; vote: Vote; sheet: BallotSheet }): JSX.Element {
  const where = `count/${vote.vote}`;
  const draft = app.drafts.get<BallotTally>(`tally/${vote.vote}`, emptyTally(sheet));
  const tally = draft.value;
  const [confirming, setConfirming] = useState(false);
  const wrong = fault(tally, sheet);
  const marks = marksOf(sheet);
  const options: Record<keyof Marks, string> = { for: optionsOf(sheet)[0], against: optionsOf(sheet)[1], blank: t("ballot.blank") };
  const mark = (at: number, name: keyof Marks, value: number): void =>
    draft.edit((before) => ({ ...before, lines: before.lines.map((line, i) => (i === at ? { ...line, [name]: value } : line)) }));
  if (confirming) {
    return (
      <Confirm title={t("tally.confirm")} go={t("confirm.go")} onBack={() => setConfirming(false)}
        onGo={() => { app.ask({ t: "tally", vote: vote.vote, tally }); setConfirming(false); }}>
        <Figures tally={tally} />
        <ul>
          {sheet.lines.map((line, i) => (
            <li class="gap16"><b>{line.name}</b><br />{marks.map((name) => <>{options[name]}: <b>{tally.lines[i]?.[name]}</b>. </>)}</li>
          ))}
        </ul>
      </Confirm>
    );
  }
  const settled = app.outbox?.settledFor(where);
  const sent = settled?.result === "recorded" && settled.ask.t === "tally" ? settled.ask.tally : null;
  const going = progress(app, where);
  const same = sent !== null && JSON.stringify(sent) === JSON.stringify(tally);
  const state = going !== "" ? going : sent === null ? "" : t(same ? "state.recorded" : "names.changed");
  return (
    <div class="narrow">
      <p class="tag gap16">{t("tally.title")}</p>
      <p class="cap">{seatsOf(sheet)}</p>
      <div class="keys two">
        {(["issued", "collected", "valid", "invalid"] as const).map((name) => (
          <Figure id={`tally-${name}`} label={t(`ballot.${name}`)} value={tally[name]} onValue={(value) => draft.edit((before) => ({ ...before, [name]: value }))} />
        ))}
      </div>
      {sheet.lines.map((line, i) => (
        <section class="gap24" data-testid={`tally-line-${i}`}>
          <h2>{line.name}</h2>
          <div class={`keys ${marks.length === 2 ? "two" : "three"}`}>
            {marks.map((name) => (
              <Figure id={`tally-${i}-${name}`} label={options[name]} value={tally.lines[i]?.[name] ?? 0} onValue={(value) => mark(i, name, value)} />
            ))}
          </div>
        </section>
      ))}
      <div class="tray">
        {wrong === null ? <p data-testid="tally-sound">{t("tally.sound")}</p> : <p role="status" data-testid="tally-fault" data-fault={wrong.kind}><b>{faultText(wrong)}</b></p>}
      </div>
      <div class="gap24">
        <Refused app={app} where={where} />
        {state === "" ? null : <p role="status" data-testid="count-state"><b>{state}</b></p>}
        <Key id="tally-go" class="now gap8" off={wrong !== null} onPress={() => setConfirming(true)}>{t("confirm.go")}</Key>
      </div>
    </div>
  );
}
