// A text that the desk records and may replace: the draft keeps itself, and is the record's only after "record".

import type { JSX } from "preact";
import type { App } from "../core/app";
import { characters, tidy } from "../core/drafts";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import { Writing } from "../views/writing";
import type { Ask } from "../wire/device";
import { MOST_TEXT, slot } from "../wire/device";
import { progress, Refused } from "./people";

/** What stands between a draft and the record, in a word. */
export function standingOf(app: App, where: string, recorded: string): string {
  const going = progress(app, where);
  if (going !== "") return going;
  if (tidy(app.drafts.text(where, recorded).value) !== recorded) return t("note.draft");
  return t(recorded === "" ? "note.empty" : "note.recorded");
}

interface Props {
  app: App;
  id: string;
  label: string;
  recorded: string;
  ask: (text: string) => Ask;
}

export function Recorder({ app, id, label, recorded, ask }: Props): JSX.Element {
  const where = slot(ask(""));
  const draft = app.drafts.text(where, recorded);
  const text = tidy(draft.value);
  const changed = text !== recorded;
  return (
    <>
      <Writing id={id} label={label} value={draft.value} most={MOST_TEXT} rows={5} onValue={(value) => draft.edit(() => value)} />
      <p role="status" data-testid={`${id}-state`}><b>{standingOf(app, where, recorded)}</b></p>
      {changed && recorded !== "" ? <p class="note typed">{t("note.now", { text: recorded })}</p> : null}
      <Refused app={app} where={where} />
      <Key id={`${id}-go`} class="gap8" off={!changed || characters(text) > MOST_TEXT} onPress={() => app.ask(ask(text))}>{t("note.go")}</Key>
    </>
  );
}
