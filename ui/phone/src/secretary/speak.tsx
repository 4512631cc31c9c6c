// Requests to speak at the secretary's table: a raised hand is registered, a guest entered, a waiting turn withdrawn.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { deskTurns } from "../core/select";
import { t } from "../text/desk";
import { Key, Row } from "../views/bits";
import { SpeakerNow, turnName } from "../views/floor";
import { listClosed } from "../views/speak";
import type { QueueLine, RollLine } from "../wire/snapshot";
import { InvitedForm } from "./invited";
import { matches, Person, progress, Refused, Search } from "./people";

function Waits({ app, line, place }: { app: App; line: QueueLine; place: number }): JSX.Element {
  const where = `turn/${line.speech}`;
  return (
    <li class="gap16" data-testid={`waiting-${line.speech}`}>
      <div class="split">
        <span>
          <b>{place}. {line.name}</b><br />
          <span class="cap">{line.delegate === null ? t("queue.guest") : line.group}, {turnName(line.kind, line.turn)}</span>
          {line.consent ? null : <><br /><b>{t("queue.consent")}</b></>}
        </span>
        <b>{progress(app, where)}</b>
      </div>
      <Refused app={app} where={where} />
      <Key id={`withdraw-${line.speech}`} class="gap8" onPress={() => app.ask({ t: "withdraw_turn", speech: line.speech })}>{t("speak.withdraw_for")}</Key>
    </li>
  );
}

function KindKeys({ app, line }: { app: App; line: RollLine }): JSX.Element {
  const queue = app.snaps.queue;
  return (
    <div class="keys">
      {(queue?.kinds ?? []).map((kind) => {
        const where = `speech/${line.id}/${kind}`;
        const place = (queue?.waiting ?? []).findIndex((one) => one.delegate === line.id && one.kind === kind);
        const going = progress(app, where) || (place < 0 ? "" : t("speak.waiting", { n: place + 1, of: queue?.waiting.length ?? 0 }));
        return (
          <>
            <Key id={`for-${kind}`} off={place >= 0} onPress={() => app.ask({ t: "request_for", delegate: line.id, kind })}>
              {t(`kind.${kind}`)}{going === "" ? "" : `: ${going}`}
            </Key>
            <Refused app={app} where={where} />
          </>
        );
      })}
    </div>
  );
}

export function SpeakTab({ app }: { app: App }): JSX.Element {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const waiting = app.snaps.queue?.waiting ?? [];
  const turns = deskTurns(app.snaps).given;
  const present = (app.snaps.roll?.delegates ?? []).filter((line) => line.attendance === "present");
  const shown = search === "" && open === null ? [] : present.filter((line) => line.id === open || (search !== "" && matches(line, search)));
  const closed = listClosed(app);
  return (
    <div data-testid="page-speak-for">
      <h1 class="mid">{t("tab.speak")}</h1>
      {closed === null ? null : <p class="note" data-testid="list-closed">{closed}</p>}
      <SpeakerNow app={app} />
      <Row id="to-notes" class="low" onPress={() => app.go({ page: "tab", tab: "notes" })}>
        {t("desk.notes")}<br /><span class="cap">{t("desk.notes_count", { n: turns.length, m: turns.filter((turn) => turn.note === "").length })}</span>
      </Row>
      <Row id="to-promises" class="low" onPress={() => app.go({ page: "tab", tab: "promises" })}>{t("desk.promises")}</Row>
      <div class="pair">
        <section>
          <h2 class="gap24">{t("queue.title")}</h2>
          {waiting.length === 0 ? <p class="cap">{t("queue.empty")}</p> : null}
          <ol>{waiting.map((line, i) => <Waits key={line.speech} app={app} line={line} place={i + 1} />)}</ol>
        </section>
        <section>
          <h2 class="gap24">{t("speak.for")}</h2>
          <Search value={search} onValue={setSearch} />
          {search !== "" && shown.length === 0 ? <p class="note">{t("search.none")}</p> : null}
          <ul class="people one">
            {shown.map((line) => (
              <Person key={line.id} line={line} say="" open={open === line.id} onToggle={() => setOpen(open === line.id ? null : line.id)}>
                <KindKeys app={app} line={line} />
              </Person>
            ))}
          </ul>
          <InvitedForm app={app} />
        </section>
      </div>
    </div>
  );
}
