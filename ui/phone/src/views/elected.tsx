// The published result of a secret ballot: the count, each name with its figures, the rule, the minutes' sentences.

import type { JSX } from "preact";
import type { BallotLine, BallotSheet, BallotTally } from "../wire/snapshot";
import { getLang, said, t } from "../text";
import { Check, Cross } from "./bits";
import { seatsOf } from "./room";
import { Minutes } from "./subject";

/** What a mark for and a mark against are called: as the kiosk says, in English by their meaning. */
export function optionsOf(sheet: BallotSheet): [string, string] {
  if (getLang() === "vi") return sheet.options;
  return sheet.kind === "confidence" ? [t("ballot.no_confidence"), t("ballot.has_confidence")] : [t("ballot.agree"), t("ballot.disagree")];
}

function Name({ line, options }: { line: BallotLine; options: [string, string] }): JSX.Element {
  return (
    <li class="elected" data-testid="ballot-line" data-elected={line.elected === true}>
      <h3 class="counted">{line.elected === true ? <Check size={30} /> : <Cross size={30} />}<span>{line.name}</span></h3>
      {line.verdict === null ? null : <p><b>{said(line.verdict)}</b></p>}
      <p>{options[0]}: <b>{line.for}</b>{line.of_total === null ? null : <span class="cap"> ({t("ballot.of_total", { share: line.of_total })})</span>}</p>
      <p>{options[1]}: <b>{line.against}</b></p>
      {line.arithmetic === null ? null : <p class="cap">{said(line.arithmetic)}</p>}
    </li>
  );
}

export function Figures({ tally }: { tally: BallotTally }): JSX.Element {
  return (
    <dl class="facts">
      {(["issued", "collected", "valid", "invalid"] as const).map((name) => (
        <div><dt class="cap">{t(`ballot.${name}`)}</dt><dd data-testid={`figure-${name}`}>{tally[name]}</dd></div>
      ))}
    </dl>
  );
}

export function BallotResult({ sheet, tally }: { sheet: BallotSheet; tally: BallotTally }): JSX.Element {
  const options = optionsOf(sheet);
  return (
    <div data-testid="ballot-result">
      <h2 class="gap16">{seatsOf(sheet)}</h2>
      <ul>{sheet.lines.map((line) => <Name line={line} options={options} />)}</ul>
      <div class="proof gap16">
        <p><b>{said(sheet.rule)}</b></p>
        <p class="cap" lang="vi">{sheet.rule_source}</p>
      </div>
      <Figures tally={tally} />
      <Minutes sentences={sheet.sentences} />
    </div>
  );
}
