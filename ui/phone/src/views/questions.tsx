// Questioning (chất vấn): what is asked now, all groups of the item, and what was promised.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { printed } from "../core/day";
import { currentItem, groupsNow } from "../core/select";
import type { CommitmentLine } from "../wire/snapshot";
import { STEPS } from "../wire/snapshot";
import { t } from "../text";

/** "Ông Bùi Văn L, Trưởng phòng Kinh tế". */
export function withOffice(name: string, office: string): string {
  return office === "" ? name : `${name}, ${office}`;
}

export function QuestioningNow({ app }: { app: App }): JSX.Element | null {
  const now = app.snaps.floor?.questioning ?? null;
  if (now === null) return null;
  return (
    <section class="gap16" data-testid="questioning">
      <p class="cap">{t("group.now", { n: now.number, of: now.groups })}</p>
      <h2>{now.title}</h2>
      <dl class="pairs gap8">
        {now.asker === null ? null : <div><dt class="cap">{t("group.asker")}</dt><dd data-testid="asker">{now.asker}</dd></div>}
        <div><dt class="cap">{t("group.respondent")}</dt><dd data-testid="respondent">{withOffice(now.respondent, now.respondent_title)}</dd></div>
      </dl>
      <ol class="way gap8">
        {STEPS.map((step) => (
          <li class={step === now.step ? "at" : ""} data-testid={`step-${step}`} {...(step === now.step ? { "aria-current": "step" as const } : {})}>{t(`step.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}

export function Groups({ app }: { app: App }): JSX.Element | null {
  const groups = groupsNow(app.snaps);
  if (groups.length === 0) return null;
  return (
    <section class="gap24" data-testid="groups">
      <h2>{t("group.title")}</h2>
      <ol>
        {groups.map((group, i) => (
          <li class="entry" data-testid={`group-${group.group}`}>
            <p><b>{i + 1}. {group.title}</b></p>
            <p>{withOffice(group.respondent, group.respondent_title)}</p>
            <p class={group.state === "current" ? "" : "cap"}>{group.state === "current" ? <b>{t("group.current")}</b> : t(`group.${group.state}`)}</p>
            {group.conclusion === "" ? null : <p class="typed">{t("group.conclusion", { text: group.conclusion })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Commitment({ line }: { line: CommitmentLine }): JSX.Element {
  return (
    <>
      {line.kind === "promise" ? null : <p class="cap">{t("promise.written_answer")}</p>}
      <p class="typed"><b>{line.content}</b></p>
      <p>{line.owner}</p>
      <p>{t("promise.due", { day: printed(line.due) })}</p>
    </>
  );
}

/** What was promised in the item that is on, for everybody to read. */
export function Commitments({ app }: { app: App }): JSX.Element | null {
  const item = currentItem(app.snaps);
  const lines = (app.snaps.questions?.commitments ?? []).filter((line) => line.item === item?.id);
  return lines.length === 0 ? null : (
    <section class="gap24" data-testid="commitments">
      <h2>{t("promise.title")}</h2>
      <ol>{lines.map((line) => <li class="entry" data-testid={`commitment-${line.id}`}><Commitment line={line} /></li>)}</ol>
    </section>
  );
}
