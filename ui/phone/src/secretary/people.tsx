// Lists of delegates as the secretary uses them: search by name or seat, one open at a time.

import type { ComponentChildren, JSX } from "preact";
import type { App } from "../core/app";
import { refusal } from "../core/select";
import { said } from "../text";
import { t } from "../text/desk";
import type { RollLine } from "../wire/snapshot";

/** Lower case without marks, so that "nguyen van a" finds "Nguyễn Văn A". */
export function plain(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
}

export function matches(line: RollLine, search: string): boolean {
  const wanted = plain(search.trim());
  if (wanted === "") return true;
  if (/^\d+$/.test(wanted)) return String(line.seat) === String(parseInt(wanted, 10));
  return plain(`${line.name} ${line.group}`).indexOf(wanted) >= 0;
}

export function Search({ value, onValue }: { value: string; onValue: (value: string) => void }): JSX.Element {
  return (
    <label class="field-label">
      <span class="cap">{t("search")}</span>
      <input class="field" data-testid="search" type="search" value={value} autoComplete="off" spellcheck={false}
        onInput={(event) => onValue(event.currentTarget.value)} />
    </label>
  );
}

interface PersonProps {
  line: RollLine;
  say: string;
  /** Missing people have a heavy frame. */
  missing?: boolean;
  open: boolean;
  /** Without it there is nothing to open. */
  onToggle?: () => void;
  children?: ComponentChildren;
}

export function Person(props: PersonProps): JSX.Element {
  const { line } = props;
  const head = (
    <>
      <span class="seat">{line.seat < 10 ? `0${line.seat}` : line.seat}</span>
      <span class="who">
        <b>{line.name}</b><br />
        <span class="split"><span class="cap">{line.group}</span><span class="state" data-testid="say">{props.say}</span></span>
      </span>
    </>
  );
  return (
    <li class={`person ${props.missing === true ? "missing" : ""} ${props.onToggle === undefined ? "still" : ""}`} data-testid={`person-${line.id}`}>
      {props.onToggle === undefined ? <div class="head">{head}</div> : (
        <button type="button" class="head" aria-expanded={props.open} data-testid={`open-${line.id}`} onClick={props.onToggle}>{head}</button>
      )}
      {props.open ? <div class="more">{props.children}</div> : null}
    </li>
  );
}

/** What is on its way for `where`, or was just refused, in a word; empty when the kiosk's own state says it all. */
export function progress(app: App, where: string): string {
  const pending = app.outbox?.pendingFor(where);
  if (pending !== undefined) return t(pending.state === "delivered" ? "state.delivered" : "state.sending");
  return refusal(app.outbox, where, app.now()) === null ? "" : t("state.refused");
}

export function Refused({ app, where }: { app: App; where: string }): JSX.Element | null {
  const settled = refusal(app.outbox, where, app.now());
  if (settled === null) return null;
  return (
    <p class="problem" role="alert" data-testid="refused">
      {settled.result === "unproven" ? t("unproven.short") : settled.text === null ? settled.code : said(settled.text)}
    </p>
  );
}
