// Somebody invited asks to speak; the chair has to consent.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { INVITED, tidy } from "../core/drafts";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import type { Ask } from "../wire/device";
import { MOST_NAME, slot } from "../wire/device";
import type { AskedKind } from "../wire/snapshot";
import { Choose } from "./choose";
import { progress, Refused } from "./people";

interface Invited {
  name: string;
  office: string;
  kind: AskedKind | null;
}

const FRESH: Invited = { name: "", office: "", kind: null };

export function InvitedForm({ app }: { app: App }): JSX.Element | null {
  const form = app.drafts.text<Invited>(INVITED, FRESH);
  const draft = form.value;
  const [sent, setSent] = useState<{ where: string; name: string } | null>(null);
  const set = (part: Partial<Invited>): void => form.edit((before) => ({ ...before, ...part }));
  const kinds = app.snaps.queue?.kinds ?? [];
  const kind = kinds.find((one) => one === draft.kind) ?? kinds[0];
  if (kind === undefined) return null;
  const name = tidy(draft.name);
  const going = sent === null ? "" : progress(app, sent.where);
  const done = sent !== null && name === "" && app.outbox?.settledFor(sent.where)?.result === "recorded";
  const go = (): void => {
    const ask: Ask = { t: "request_guest", name, title: tidy(draft.office), kind };
    app.ask(ask);
    setSent({ where: slot(ask), name });
  };
  const field = (id: string, label: string, part: "name" | "office"): JSX.Element => (
    <label class="field-label">
      <span class="cap">{label}</span>
      <input class="field" data-testid={id} value={draft[part]} maxLength={MOST_NAME} autoComplete="off" onInput={(event) => set({ [part]: event.currentTarget.value })} />
    </label>
  );
  return (
    <section data-testid="invited">
      <h2 class="gap24">{t("invited.title")}</h2>
      {field("invited-name", t("invited.name"), "name")}
      {field("invited-office", t("invited.office"), "office")}
      <Choose id="invited-kind" label={t("invited.kind")} value={kind} onValue={(value) => set({ kind: kinds.find((one) => one === value) ?? null })}>
        {kinds.map((one) => <option value={one}>{t(`kind.${one}`)}</option>)}
      </Choose>
      {sent === null ? null : <Refused app={app} where={sent.where} />}
      {sent === null || (going === "" && !done) ? null : <p class="gap8" role="status" data-testid="invited-state"><b>{going === "" ? t("invited.added", { name: sent.name }) : `${sent.name}: ${going}`}</b></p>}
      <Key id="invited-go" class="gap8" off={name === "" || (sent !== null && app.outbox?.pendingFor(sent.where) !== undefined)} onPress={go}>{t("invited.go")}</Key>
    </section>
  );
}
