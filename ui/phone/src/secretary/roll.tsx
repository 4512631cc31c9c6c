// Roll call: who is here, who is not and why. A mark is the kiosk's once it is recorded; the list shows the kiosk's.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { mayAct } from "../core/select";
import { t } from "../text/desk";
import { Key, Row } from "../views/bits";
import { LangKey } from "../views/frame";
import type { Mark } from "../wire/device";
import type { RollLine } from "../wire/snapshot";
import { matches, Person, progress, Refused, Search } from "./people";

/** A reason is a sentence of the minutes. */
const LONGEST_REASON = 300;

function MarkKeys({ app, line, onDone }: { app: App; line: RollLine; onDone: () => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const mark = (what: Mark): void => {
    app.ask({ t: "mark", delegate: line.id, ...what });
    onDone();
  };
  return (
    <>
      <Refused app={app} where={`mark/${line.id}`} />
      <div class="keys two">
        <Key id="mark-present" class={line.attendance === "present" ? "chosen" : ""} onPress={() => mark({ status: "present" })}>{t("attendance.present")}</Key>
        <Key id="mark-left" class={line.attendance === "left" ? "chosen" : ""} onPress={() => mark({ status: "left" })}>{t("attendance.left")}</Key>
        <Key id="mark-excused" class={line.attendance === "absent_excused" ? "chosen" : ""} onPress={() => setAsking(!asking)}>{t("attendance.absent_excused")}</Key>
        <Key id="mark-unexcused" class={line.attendance === "absent_unexcused" ? "chosen" : ""} onPress={() => mark({ status: "absent_unexcused" })}>{t("attendance.absent_unexcused")}</Key>
      </div>
      {asking ? (
        <>
          <label class="field-label">
            <span class="cap">{t("roll.reason")}</span>
            <input class="field" data-testid="reason" value={reason} maxLength={LONGEST_REASON} onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
          <Key id="mark-excused-go" class="gap8" off={reason.trim() === ""} onPress={() => mark({ status: "absent_excused", reason: reason.trim().normalize("NFC") })}>
            {t("roll.save_reason")}
          </Key>
        </>
      ) : null}
    </>
  );
}

export function RollTab({ app }: { app: App }): JSX.Element {
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const session = app.snaps.session;
  const lines = app.snaps.roll?.delegates ?? [];
  const shown = lines.filter((line) => matches(line, search) && (all || search !== "" || line.id === open || (line.attendance !== "present" && mayAct(line))));
  return (
    <div data-testid="page-roll">
      <h1 class="mid">{t("roll.title")}</h1>
      {session === null ? null : (
        <p class="lead" data-testid="present">{t("present", { n: session.present, of: session.total_delegates })} {t("roll.quorum", { n: session.quorum })}</p>
      )}
      {session === null || session.phase !== "open" || session.present >= session.passing_least ? null : (
        <p class="note" data-testid="none-can-pass">{t("roll.none_can_pass", { n: session.passing_least })}</p>
      )}
      <div class="pair">
        <Search value={search} onValue={setSearch} />
        <div class="keys two gap16">
          <Key id="filter-missing" class={all ? "" : "chosen"} pressed={!all} onPress={() => setAll(false)}>{t("roll.missing")}</Key>
          <Key id="filter-all" class={all ? "chosen" : ""} pressed={all} onPress={() => setAll(true)}>{t("roll.all")}</Key>
        </div>
      </div>
      {shown.length === 0 ? <p class="note">{search === "" ? t("roll.nobody_missing") : t("search.none")}</p> : null}
      <ul class="people">
        {shown.map((line) => {
          const going = progress(app, `mark/${line.id}`);
          const barred = !mayAct(line);
          const say = going !== "" ? going : barred ? t(`status.${line.status}`) : t(`attendance.${line.attendance}`);
          return (
            <Person key={line.id} line={line} say={say} missing={line.attendance === "expected" && !barred} open={open === line.id && !barred}
              {...(barred ? {} : { onToggle: () => setOpen(open === line.id ? null : line.id) })}>
              <MarkKeys app={app} line={line} onDone={() => setOpen(null)} />
            </Person>
          );
        })}
      </ul>
      <div class="gap24"><Row id="to-guests" class="low" onPress={() => app.go({ page: "tab", tab: "guests" })}>{t("guests.title")}</Row></div>
      <div class="gap8"><Row id="to-motion" class="low" onPress={() => app.go({ page: "tab", tab: "motion" })}>{t("motion.open")}</Row></div>
      <div class="gap8"><Row id="to-agenda" class="low" onPress={() => app.go({ page: "agenda" })}>{t("agenda.open")}</Row></div>
      <div class="keys two gap8"><LangKey app={app} class="quiet" /></div>
    </div>
  );
}
