// What was said in each turn of the item, newest first, typed while it is said.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { printed } from "../core/day";
import { deskTurns } from "../core/select";
import { t } from "../text/desk";
import { Key, Row } from "../views/bits";
import type { Turn } from "../wire/device";
import { progress, Refused } from "./people";
import { beginPromise } from "./promise";
import { Recorder, standingOf } from "./recorder";

function InWriting({ app, turn }: { app: App; turn: Turn }): JSX.Element {
  const owed = app.snaps.questions?.commitments.find((line) => line.kind === "written_answer" && line.speech === turn.speech);
  const where = `written/${turn.speech}`;
  const going = progress(app, where);
  if (owed !== undefined) return <p class="note" data-testid="written-done">{t("written.done", { day: printed(owed.due) })}</p>;
  return (
    <>
      <Refused app={app} where={where} />
      {going === "" ? null : <p role="status"><b>{going}</b></p>}
      <Key id="written-go" class="gap8" onPress={() => app.ask({ t: "answer_in_writing", speech: turn.speech })}>{t("written.go")}</Key>
    </>
  );
}

export function NotesTab({ app }: { app: App }): JSX.Element {
  const { given, notPut } = deskTurns(app.snaps);
  const turns = [...given].reverse();
  const speaking = app.snaps.floor?.speaker?.speech ?? turns[0]?.speech ?? null;
  // Whoever speaks is open until the secretary opens another, or none.
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const open = chosen === undefined ? speaking : chosen;
  return (
    <div data-testid="page-notes">
      <h1 class="mid">{t("desk.notes")}</h1>
      {turns.length === 0 ? <p class="lead gap8">{t("note.none")}</p> : null}
      <ul class="people one">
        {turns.map((turn) => (
          <li key={turn.speech} class="person" data-testid={`turn-${turn.speech}`}>
            <button type="button" class="head" aria-expanded={open === turn.speech} data-testid={`open-${turn.speech}`}
              onClick={() => setChosen(open === turn.speech ? null : turn.speech)}>
              <span class="who">
                <b>{turn.name}</b><br />
                <span class="split"><span class="cap">{t(`kind.${turn.kind}`)}, {t(`turn.${turn.state}`).toLowerCase()}</span><span class="state nw" data-testid="say">{standingOf(app, `note/${turn.speech}`, turn.note)}</span></span>
              </span>
            </button>
            {open !== turn.speech ? null : (
              <div class="more">
                <Recorder app={app} id="note" label={t("note.text")} recorded={turn.note} ask={(text) => ({ t: "note", speech: turn.speech, text })} />
                {turn.kind === "question" ? <InWriting app={app} turn={turn} /> : null}
                <Key id="commit-from" class="gap8" onPress={() => beginPromise(app, turn)}>{t("commit.from")}</Key>
              </div>
            )}
          </li>
        ))}
      </ul>
      {notPut.length === 0 ? null : (
        <section class="gap24" data-testid="not-put">
          <h2>{t("written.not_put")}</h2>
          <ul class="people one">
            {notPut.map((turn) => (
              <li key={turn.speech} class="person" data-testid={`not-put-${turn.speech}`}>
                <div class="more"><p><b>{turn.name}</b>, {t(`turn.${turn.state}`).toLowerCase()}</p><InWriting app={app} turn={turn} /></div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="gap24"><Row id="to-promises" class="low" onPress={() => app.go({ page: "tab", tab: "promises" })}>{t("desk.promises")}</Row></div>
    </div>
  );
}
