// Requests to speak at the secretary's table: a raised hand is registered, a waiting one withdrawn.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import { TURN_KINDS } from "../wire/snapshot";
import { matches, Person, progress, Refused, Search } from "./people";

export function SpeakTab({ app }: { app: App }): JSX.Element {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const queue = app.snaps.queue;
  const speaker = app.snaps.floor?.speaker ?? null;
  const present = (app.snaps.roll?.delegates ?? []).filter((line) => line.attendance === "present");
  const shown = search === "" && open === null ? [] : present.filter((line) => line.id === open || (search !== "" && matches(line, search)));
  return (
    <div data-testid="page-speak-for">
      <h1 class="mid">{t("tab.speak")}</h1>
      {queue?.open === true ? null : <p class="note">{t("queue.closed")}</p>}
      {speaker === null ? null : <p class="lead" data-testid="speaker">{t("speaker.now")} <b>{speaker.name}</b></p>}
      <div class="pair">
        <section>
          <h2 class="gap16">{t("queue.title")}</h2>
          {queue === null || queue.waiting.length === 0 ? <p class="cap">{t("queue.empty")}</p> : null}
          <ol>
            {(queue?.waiting ?? []).map((line, i) => {
              const where = `speech/${line.delegate}/${line.kind}`;
              return (
                <li class="gap16" data-testid={`waiting-${line.speech}`}>
                  <div class="split"><span><b>{i + 1}. {line.name}</b><br /><span class="cap">{line.group}, {t(`kind.${line.kind}`)}</span></span><b>{progress(app, where)}</b></div>
                  <Refused app={app} where={where} />
                  <Key id={`withdraw-${line.speech}`} class="gap8" onPress={() => app.ask({ t: "withdraw_for", delegate: line.delegate, kind: line.kind })}>{t("speak.withdraw_for")}</Key>
                </li>
              );
            })}
          </ol>
        </section>
        <section>
          <h2 class="gap16">{t("speak.for")}</h2>
          <Search value={search} onValue={setSearch} />
          {search !== "" && shown.length === 0 ? <p class="note">{t("search.none")}</p> : null}
          <ul class="people one">
            {shown.map((line) => (
              <Person key={line.id} line={line} say="" open={open === line.id} onToggle={() => setOpen(open === line.id ? null : line.id)}>
                <div class="keys">
                  {TURN_KINDS.map((kind) => {
                    const where = `speech/${line.id}/${kind}`;
                    const place = (queue?.waiting ?? []).findIndex((one) => one.delegate === line.id && one.kind === kind);
                    const going = progress(app, where) || (place < 0 ? "" : t("speak.waiting", { n: place + 1 }));
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
              </Person>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
