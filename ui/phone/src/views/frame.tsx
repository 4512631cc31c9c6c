// The frame around every view: black bar, strips for what is wrong or was said, the content, the row of actions.

import type { ComponentChildren, JSX } from "preact";
import type { App } from "../core/app";
import { getLang, said, setLang, t } from "../text";
import { Tabs } from "./tabs";
import { Back, Key } from "./bits";
import { OwnTurn } from "./floor";

/** "Hội đồng nhân dân xã An Bình" as the bar has it: "HĐND XÃ AN BÌNH". */
export function councilName(app: App): string {
  const name = app.snaps.session?.council ?? "";
  return name === "" ? t("product") : name.replace(/^Hội đồng nhân dân/i, "HĐND").toUpperCase();
}

export function LangKey({ app, class: style }: { app: App; class: string }): JSX.Element {
  const other = getLang() === "vi" ? "en" : "vi";
  const swap = (): void => {
    setLang(other);
    app.store.put("nt.lang", other);
    document.documentElement.lang = other;
    app.tick();
  };
  return <Key id="lang" class={style} onPress={swap}><span lang={other}>{t("lang.other")}</span></Key>;
}

interface Props {
  app: App;
  /** Shows "back" in the bar. */
  onBack?: () => void;
  right?: ComponentChildren;
  wide?: boolean;
  /** The page itself says what is wrong with the connection. */
  plain?: boolean;
  above?: ComponentChildren;
  dock?: ComponentChildren;
  children: ComponentChildren;
}

export function Frame(props: Props): JSX.Element {
  const { app } = props;
  const seat = app.snaps.device?.seat ?? null;
  const right = props.right ?? (seat === null ? null : <span class="soft" data-testid="seat">{t("seat", { seat: seat < 10 ? `0${seat}` : seat })}</span>);
  return (
    <div class={`shell ${props.wide === true ? "wide" : ""}`}>
      <header class="hd">
        {props.onBack === undefined ? <b>{councilName(app)}</b> : (
          <Key id="back" class="auto back" onPress={props.onBack}><Back size={22} /> {t("back")}</Key>
        )}
        {right}
      </header>
      {app.role === "secretary" && app.snaps.device !== null ? <Tabs app={app} /> : null}
      <Strips app={app} plain={props.plain === true} />
      {props.plain === true ? null : <OwnTurn app={app} />}
      {props.above}
      <main class="main">{props.children}</main>
      {props.dock === undefined || props.dock === null ? null : <footer class="dk">{props.dock}</footer>}
    </div>
  );
}

/** A short loss is not worth a word. */
const LOST_AFTER_MS = 1_500;
const FIRST_WAIT_MS = 4_000;

export function isLost(app: App): boolean {
  if (app.access === "unreachable" || app.snaps.kiosk?.state === "lost") return true;
  const line = app.line.state;
  if (line.kind !== "connecting" && line.kind !== "waiting") return false;
  const patience = app.snaps.session === null && line.kind === "connecting" ? FIRST_WAIT_MS : LOST_AFTER_MS;
  return Date.now() - line.lostSince > patience;
}

function Strips({ app, plain }: { app: App; plain: boolean }): JSX.Element {
  const fault = app.snaps.kiosk?.state === "not_recording";
  const lost = !plain && isLost(app);
  return (
    <div aria-live="assertive">
      {fault ? <div class="strip" data-testid="not-recording">{t("kiosk.not_recording")}</div> : null}
      {lost ? <div class="strip" role="alert" data-testid="strip-lost">{app.line.state.kind === "online" ? t("lost.kiosk") : t("lost.strip")}</div> : null}
      {app.access === "device" && !app.store.durable ? (
        <div class="strip calm" data-testid="not-durable">{t("storage.none")}</div>
      ) : null}
      {app.messages.map((message) => (
        <div class="strip calm" data-testid="message">
          {said(message.text)}
          <Key id="message-close" class="quiet" onPress={() => app.dismiss(message)}>{t("message.close")}</Key>
        </div>
      ))}
    </div>
  );
}
