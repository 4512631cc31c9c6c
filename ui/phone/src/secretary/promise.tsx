// A commitment: what was promised, by whom, until when.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { dayOf, plusDays, printed, readDay } from "../core/day";
import { characters, COMMIT, tidy } from "../core/drafts";
import { groupsNow } from "../core/select";
import { t } from "../text/desk";
import { Key, Rich } from "../views/bits";
import { withOffice } from "../views/questions";
import { Writing } from "../views/writing";
import type { Ask, Turn } from "../wire/device";
import { MOST_CONTENT, MOST_OWNER, slot } from "../wire/device";
import { Choose } from "./choose";
import { progress, Refused } from "./people";

const QUICK_DAYS = [7, 15, 30];
/** The kiosk takes no day that is further off. */
const MOST_DAYS = 731;

interface Promised {
  /** `null`: the group before the council, if there is one; empty: none. */
  group: string | null;
  speech: { id: string; name: string } | null;
  content: string;
  /** `null`: whoever answers the group's questions, else who spoke. */
  owner: string | null;
  due: string;
}

const FRESH: Promised = { group: null, speech: null, content: "", owner: null, due: "" };

/** To the form, for what was promised in this turn; what stands there already is kept. */
export function beginPromise(app: App, turn: Turn): void {
  app.drafts.text(COMMIT, FRESH).edit((before) => ({ ...before, speech: { id: turn.speech, name: turn.name } }));
  app.go({ page: "tab", tab: "promises" });
}

export function PromiseForm({ app }: { app: App }): JSX.Element {
  const form = app.drafts.text<Promised>(COMMIT, FRESH);
  const draft = form.value;
  const [sent, setSent] = useState<string | null>(null);
  const set = (part: Partial<Promised>): void => form.edit((before) => ({ ...before, ...part }));
  const groups = groupsNow(app.snaps);
  const group = groups.find((one) => one.group === (draft.group ?? app.snaps.floor?.questioning?.group));
  const answers = group === undefined ? "" : withOffice(group.respondent, group.respondent_title);
  const owner = draft.owner ?? (answers !== "" ? answers : draft.speech?.name ?? "");
  const today = dayOf(app.now());
  const last = plusDays(today, MOST_DAYS);
  const due = readDay(draft.due);
  const bad = draft.due !== "" && (due === null || due < today || due > last);
  const content = tidy(draft.content);
  const ready = content !== "" && tidy(owner) !== "" && due !== null && !bad && characters(content) <= MOST_CONTENT && characters(owner) <= MOST_OWNER;
  const going = sent === null ? "" : progress(app, sent);
  const done = sent !== null && app.outbox?.settledFor(sent)?.result === "recorded" && content === "";
  const go = (): void => {
    const ask: Ask = { t: "commit", speech: draft.speech?.id ?? null, group: group?.group ?? null, content, owner: tidy(owner), due: due ?? "" };
    app.ask(ask);
    setSent(slot(ask));
  };
  return (
    <section data-testid="commit-form">
      <h2 class="gap16">{t("commit.title")}</h2>
      {draft.speech === null ? null : (
        <div class="note">
          <p data-testid="commit-speech"><Rich text={t("commit.speech", { name: draft.speech.name })} /></p>
          <Key id="commit-no-speech" class="quiet gap8" onPress={() => set({ speech: null })}>{t("commit.no_speech")}</Key>
        </div>
      )}
      {groups.length === 0 ? null : (
        <Choose id="commit-group" label={t("commit.group")} value={group?.group ?? ""} onValue={(value) => set({ group: value })}>
          <option value="">{t("commit.no_group")}</option>
          {groups.map((one, i) => <option value={one.group}>{i + 1}. {one.title}</option>)}
        </Choose>
      )}
      <Writing id="commit-content" label={t("commit.content")} value={draft.content} most={MOST_CONTENT} rows={3} onValue={(value) => set({ content: value })} />
      <label class="field-label">
        <span class="cap">{t("commit.owner")}</span>
        <textarea class="field" data-testid="commit-owner" rows={2} value={owner} maxLength={MOST_OWNER} autoComplete="off" onInput={(event) => set({ owner: event.currentTarget.value })} />
      </label>
      <label class="field-label">
        <span class="cap">{t("commit.due")}</span>
        <input class="field" data-testid="commit-due" type="date" value={draft.due} min={today} max={last} onInput={(event) => set({ due: event.currentTarget.value })} />
      </label>
      {bad ? <p class="problem" role="alert" data-testid="commit-bad-day">{t("commit.bad_day")}</p>
        : due === null ? null : <p class="gap4" data-testid="commit-day"><b>{t("promise.due", { day: printed(due) })}</b></p>}
      <div class="keys three">
        {QUICK_DAYS.map((days) => <Key id={`commit-plus-${days}`} class="quiet" onPress={() => set({ due: plusDays(today, days) })}>{t("commit.days", { n: days })}</Key>)}
      </div>
      {sent === null ? null : <Refused app={app} where={sent} />}
      {going === "" && !done ? null : <p class="gap8" role="status" data-testid="commit-state"><b>{going === "" ? t("state.recorded") : going}</b></p>}
      <Key id="commit-go" class="now gap16" off={!ready || (sent !== null && app.outbox?.pendingFor(sent) !== undefined)} onPress={go}>{t("commit.title")}</Key>
    </section>
  );
}
