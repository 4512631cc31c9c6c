// Who has not answered and why, and, in a vote that allows it, a choice that was voiced in the hall, entered with one tap.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { standing } from "../core/select";
import { t } from "../text/desk";
import { ChoiceGlyph, Key } from "../views/bits";
import { useGuard } from "../views/guard";
import { choiceName } from "../views/subject";
import type { Choice, Missing, RollLine, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import { matches, Person, progress, Refused, Search } from "./people";

/** Those whose choice must be voiced come first; the list above them then stays where it is. */
const REASONS: readonly Missing[] = ["no_device", "disconnected", "silent"];

interface KeysProps {
  app: App;
  vote: Vote;
  line: RollLine;
  guarded: boolean;
}

function EntryKeys({ app, vote, line, guarded }: KeysProps): JSX.Element {
  const own = standing(app.snaps, app.outbox, vote.vote, app.now(), line.id);
  const enter = (choice: Choice): void => {
    if (!guarded) app.ask({ t: "vote_for", vote: vote.vote, delegate: line.id, choice, nonce: vote.nonce });
  };
  return (
    <>
      <Refused app={app} where={`vote/${vote.vote}/${line.id}`} />
      {own.recorded === null ? null : <p class="cap">{t("entry.entered", { choice: choiceName(app, own.recorded.choice) })}</p>}
      <div class="keys three">
        {CHOICES.map((choice) => (
          <button type="button" class={`choice mini ${choice}`} data-testid={`enter-${choice}`} disabled={vote.state === "held"}
            aria-disabled={guarded} onClick={() => enter(choice)}>
            <span class={`glyph ${choice}`}><ChoiceGlyph choice={choice} size={30} /></span>
            <span class="word">{choiceName(app, choice)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

export function OnBehalf({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const tally = app.snaps.tallies[vote.vote];
  const enters = vote.form === "mixed";
  const why: Record<string, Missing> = {};
  for (const line of tally?.missing ?? []) why[line.delegate] = line.why;
  const rank = (line: RollLine): number => {
    const reason = why[line.id];
    return reason === undefined ? REASONS.length : REASONS.indexOf(reason);
  };
  const present = (app.snaps.roll?.delegates ?? []).filter((line) => line.attendance === "present");
  const shown = present
    .filter((line) => matches(line, search) && (all || search !== "" || line.id === open || why[line.id] !== undefined))
    .sort((a, b) => rank(a) - rank(b) || a.seat - b.seat);
  const voiced = (line: RollLine): boolean => why[line.id] === "no_device" || why[line.id] === "disconnected";
  const expanded = (line: RollLine): boolean => enters && (line.id === open || voiced(line));
  const keys = shown.map((line, i) => (expanded(line) ? `${i}:${line.id}` : "")).join(" ");
  const guarded = useGuard(keys.trim());
  const counts = REASONS.map((reason) => ({ reason, n: (tally?.missing ?? []).filter((line) => line.why === reason).length }));
  return (
    <>
      {tally === undefined ? null : (
        <>
          <p class="lead" data-testid="turnout">{t("vote.turnout", { n: tally.answered, of: tally.present })}</p>
          {tally.entered === 0 ? null : <p class="cap" data-testid="entered">{t("entry.count", { n: tally.entered })}</p>}
          <ul data-testid="reasons">{counts.map(({ reason, n }) => (n === 0 ? null : <li class="split"><span>{t(`missing.${reason}`)}</span><b>{n}</b></li>))}</ul>
        </>
      )}
      <p class="cap gap8" data-testid="entry-help">{t(enters ? "entry.help" : "entry.device_only")}</p>
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
          const going = progress(app, `vote/${vote.vote}/${line.id}`);
          const reason = why[line.id];
          const word = going !== "" ? going : reason === undefined ? t("entry.answered") : t(`missing.${reason}`);
          return (
            <Person key={line.id} line={line} say={word} missing={reason !== undefined} open={expanded(line)}
              {...(enters ? { onToggle: () => setOpen(open === line.id ? null : line.id) } : {})}>
              <EntryKeys app={app} vote={vote} line={line} guarded={guarded} />
            </Person>
          );
        })}
      </ul>
    </>
  );
}
