// The whole programme with its documents, and the list of what was opened here.

import type { JSX } from "preact";
import type { App } from "../core/app";
import type { DocumentLine, Item } from "../wire/snapshot";
import { t } from "../text";
import { Check } from "./bits";
import { Frame } from "./frame";
import { DocumentRow, readable } from "./home";

export function findDocument(app: App, id: string): DocumentLine | null {
  for (const item of app.snaps.agenda?.items ?? []) {
    const found = item.documents.find((line) => line.id === id);
    if (found !== undefined) return found;
  }
  return null;
}

function ItemBlock({ app, item }: { app: App; item: Item }): JSX.Element {
  const state = item.state === "current" ? t("item.now") : item.state === "done" ? t("item.done") : item.state === "postponed" ? t("item.postponed") : "";
  return (
    <li class="gap24" data-testid={`item-${item.id}`}>
      <div class={item.state === "current" ? "row current" : ""}>
        <span class="text">
          <span class="split">
            <span class="cap">{t("item.number", { n: item.number })}</span>
            {state === "" ? null : <span class="nw">{item.state === "done" ? <DoneMark /> : null}<b>{state}</b></span>}
          </span>
          <h3>{item.title}</h3>
          {item.closed_doors ? <p class="cap" data-testid="secret">{t("doors.item")}</p> : null}
          {item.presenter === "" ? null : <p class="cap">{item.presenter}</p>}
        </span>
      </div>
      {readable(app, item.documents).map((line) => <DocumentRow app={app} line={line} />)}
    </li>
  );
}

function DoneMark(): JSX.Element {
  return <span class="done"><Check size={18} /></span>;
}

export function AgendaPage({ app }: { app: App }): JSX.Element {
  const items = app.snaps.agenda?.items ?? [];
  return (
    <Frame app={app} onBack={() => history.back()}>
      <div data-testid="page-agenda">
        <h1 class="mid">{t("agenda.title")}</h1>
        {items.length === 0 ? <p class="cap">{t("agenda.none")}</p> : null}
        <ol>{items.map((item) => <ItemBlock app={app} item={item} />)}</ol>
      </div>
    </Frame>
  );
}

export function OpenedPage({ app }: { app: App }): JSX.Element {
  return (
    <Frame app={app} onBack={() => app.go({ page: "home" })}>
      <div data-testid="page-opened">
        <h1 class="mid">{t("doc.opened")}</h1>
        {app.opened.map((id) => {
          const line = findDocument(app, id);
          return line === null ? null : <DocumentRow app={app} line={line} />;
        })}
      </div>
    </Frame>
  );
}
