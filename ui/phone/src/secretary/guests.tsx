// Guests: one line of the plan each, and how many of it have come.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { t } from "../text/desk";
import { Key, Row } from "../views/bits";
import type { GuestLine } from "../wire/snapshot";
import { progress, Refused } from "./people";
import { Stepper } from "./stepper";

function Count({ app, line }: { app: App; line: GuestLine }): JSX.Element {
  const [came, setCame] = useState(line.came ?? 0);
  const say = (n: number): void => app.ask({ t: "guests", line: line.line, came: n });
  return (
    <>
      <Refused app={app} where={`guests/${line.line}`} />
      {line.invited === 1 ? (
        <div class="keys two">
          <Key id={`came-${line.line}`} class={line.came === 1 ? "chosen" : ""} pressed={line.came === 1} onPress={() => say(1)}>{t("guests.here")}</Key>
          <Key id={`away-${line.line}`} class={line.came === 0 ? "chosen" : ""} pressed={line.came === 0} onPress={() => say(0)}>{t("guests.away")}</Key>
        </div>
      ) : (
        <>
          <Stepper id={`guests-${line.line}`} label={line.name} value={came} most={line.invited} onValue={setCame} />
          <Key id={`guests-go-${line.line}`} class="gap8" off={came === line.came} onPress={() => say(came)}>{t("guests.go", { n: came, of: line.invited })}</Key>
        </>
      )}
    </>
  );
}

export function GuestsTab({ app }: { app: App }): JSX.Element {
  const [open, setOpen] = useState<number | null>(null);
  const lines = app.snaps.roll?.guests ?? [];
  const sum = (of: (line: GuestLine) => number): number => lines.reduce((all, line) => all + of(line), 0);
  return (
    <div data-testid="page-guests">
      <h1 class="mid">{t("guests.title")}</h1>
      {lines.length === 0 ? <p class="lead">{t("guests.none")}</p> : (
        <p class="lead" data-testid="guests-sum">{t("guests.sum", { n: sum((line) => line.came ?? 0), of: sum((line) => line.invited) })}</p>
      )}
      <ul class="people">
        {lines.map((line) => {
          const going = progress(app, `guests/${line.line}`);
          const say = going !== "" ? going : line.came === null ? t("guests.uncounted") : `${line.came}/${line.invited}`;
          return (
            <li class={`person ${line.came === null ? "missing" : ""}`} data-testid={`guests-${line.line}`}>
              <button type="button" class="head" aria-expanded={open === line.line} data-testid={`open-guests-${line.line}`}
                onClick={() => setOpen(open === line.line ? null : line.line)}>
                <span class="who">
                  <b>{line.name}</b>{line.title === "" ? null : <><br />{line.title}</>}<br />
                  <span class="split"><span class="cap">{t(`guest.${line.role}`)}</span><span class="state nw" data-testid="say">{say}</span></span>
                </span>
              </button>
              {open === line.line ? <div class="more"><Count key={line.line} app={app} line={line} /></div> : null}
            </li>
          );
        })}
      </ul>
      <div class="gap24"><Row id="to-roll" class="low" onPress={() => app.go({ page: "tab", tab: "roll" })}>{t("roll.title")}</Row></div>
    </div>
  );
}
