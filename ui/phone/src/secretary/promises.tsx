// What was promised in the session, and the chair's conclusions of the groups of questions.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { tidy } from "../core/drafts";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import { Commitment, withOffice } from "../views/questions";
import type { CommitmentLine, GroupLine } from "../wire/snapshot";
import { progress, Refused } from "./people";
import { PromiseForm } from "./promise";
import { Recorder, standingOf } from "./recorder";

const LONGEST_REASON = 200;

function Drop({ app, line }: { app: App; line: CommitmentLine }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const where = `drop/${line.id}`;
  const going = progress(app, where);
  return (
    <>
      <Refused app={app} where={where} />
      {going === "" ? null : <p role="status"><b>{going}</b></p>}
      {asking ? (
        <>
          <label class="field-label">
            <span class="cap">{t("commit.drop_reason")}</span>
            <input class="field" data-testid="drop-reason" value={reason} maxLength={LONGEST_REASON} onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
          <Key id="drop-go" class="gap8" off={tidy(reason) === ""} onPress={() => app.ask({ t: "drop_commitment", commitment: line.id, reason: tidy(reason) })}>{t("commit.drop")}</Key>
        </>
      ) : <Key id="drop" class="quiet gap8" onPress={() => setAsking(true)}>{t("commit.drop")}</Key>}
    </>
  );
}

function Conclusion({ app, group }: { app: App; group: GroupLine }): JSX.Element {
  const [open, setOpen] = useState(group.state === "current");
  return (
    <li class="person" data-testid={`conclude-${group.group}`}>
      <button type="button" class="head" aria-expanded={open} data-testid={`open-${group.group}`} onClick={() => setOpen(!open)}>
        <span class="who">
          <b>{group.title}</b><br />{withOffice(group.respondent, group.respondent_title)}<br />
          <span class="split"><span class="cap">{t(`group.${group.state}`)}</span><span class="state nw" data-testid="say">{standingOf(app, `conclusion/${group.group}`, group.conclusion)}</span></span>
        </span>
      </button>
      {open ? (
        <div class="more">
          <Recorder app={app} id="conclusion" label={t("conclusion.text")} recorded={group.conclusion} ask={(text) => ({ t: "conclusion", group: group.group, text })} />
        </div>
      ) : null}
    </li>
  );
}

export function PromisesTab({ app }: { app: App }): JSX.Element {
  const { groups, commitments } = app.snaps.questions ?? { groups: [], commitments: [] };
  const taken = groups.filter((group) => group.state !== "waiting");
  return (
    <div data-testid="page-promises">
      <h1 class="mid">{t("desk.promises")}</h1>
      <div class="pair">
        <PromiseForm app={app} />
        <section>
          <h2 class="gap16">{t("commit.list")}</h2>
          {commitments.length === 0 ? <p class="cap">{t("commit.none")}</p> : null}
          <ol>
            {commitments.map((line) => (
              <li key={line.id} class="entry" data-testid={`commitment-${line.id}`}><Commitment line={line} /><Drop app={app} line={line} /></li>
            ))}
          </ol>
          <h2 class="gap24">{t("conclusion.title")}</h2>
          {taken.length === 0 ? <p class="cap">{t("conclusion.none")}</p> : null}
          <ul class="people one">{taken.map((group) => <Conclusion key={group.group} app={app} group={group} />)}</ul>
        </section>
      </div>
    </div>
  );
}
