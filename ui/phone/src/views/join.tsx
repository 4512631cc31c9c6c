// The way in: the room's code first (the QR code, or typed), then the delegate's own code.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { complete } from "../core/code";
import type { Failure } from "../net/api";
import { date, said, t } from "../text";
import { Key, Rich } from "./bits";
import { CodeBox } from "./codebox";
import { Frame, LangKey } from "./frame";

/** In-app browsers (Zalo, Facebook) keep their own storage: a key made there is not seen by Chrome or Safari. */
export function inApp(agent: string): boolean {
  return /Zalo|FBAN|FBAV|Instagram|Line\//i.test(agent);
}

export function Problem({ why, personal }: { why: Failure | null; personal: boolean }): JSX.Element | null {
  if (why === null) return null;
  const text = why.kind === "offline" ? t("fail.offline") : why.text !== null ? said(why.text) : t("fail.other", { code: why.code });
  const used = personal && why.kind === "said" && why.status !== 429;
  return (
    <div class="problem" role="alert" data-testid="problem">
      <b>{text}</b>
      {used ? <p>{t("enrol.new_code")}</p> : null}
    </div>
  );
}

/** "?e=expired": what was wrong with the scanned code. */
function scanProblem(search: string): string | null {
  const found = /[?&]e=(\w+)/.exec(search);
  if (found === null) return null;
  switch (found[1]) {
    case "expired":
      return t("scan.expired");
    case "closed":
      return t("scan.closed");
    case "too_many":
      return t("scan.too_many");
    default:
      return t("scan.foreign");
  }
}

export function RoomCode({ app }: { app: App }): JSX.Element {
  const [code, setCode] = useState("");
  const send = (): void => {
    if (complete(code)) void app.join(code);
  };
  return (
    <>
      <h2>{t("scan.typed")}</h2>
      <p class="cap gap4">{t("scan.typed_help")}</p>
      <CodeBox id="room-code" label={t("scan.typed")} value={code} onCode={setCode} onDone={send} />
      <Problem why={app.failure} personal={false} />
      <Key id="room-join" class="tall gap16" off={!complete(code) || app.busy} onPress={send}>
        {app.busy ? t("busy") : t("scan.join")}
      </Key>
    </>
  );
}

export function ScanPage({ app }: { app: App }): JSX.Element {
  const wrong = app.failure === null ? scanProblem(location.search) : null;
  return (
    <Frame app={app} right={<LangKey app={app} class="auto lang" />}>
      <div data-testid="page-scan">
        <h1 class="mid">{t("scan.title")}</h1>
        <p class="cap gap4">{t("scan.help")}</p>
        {wrong === null ? null : <div class="problem" role="alert" data-testid="scan-problem"><b>{wrong}</b></div>}
        <hr class="rule" />
        <RoomCode app={app} />
        {inApp(navigator.userAgent) ? <p class="note">{t("enrol.in_app")}</p> : null}
      </div>
    </Frame>
  );
}

export function EnrolForm({ app }: { app: App }): JSX.Element {
  const [code, setCode] = useState("");
  const [short, setShort] = useState(false);
  const send = (): void => {
    setShort(!complete(code));
    if (complete(code)) void app.enrol(code);
  };
  return (
    <>
      <h2>{t("enrol.title")}</h2>
      <p class="cap">{t("enrol.where")}</p>
      <CodeBox id="personal-code" label={t("enrol.title")} value={code} onCode={setCode} onDone={send} />
      {short && !complete(code) ? <div class="problem" role="alert" data-testid="too-short"><b>{t("enrol.short")}</b></div> : null}
      <Problem why={app.failure} personal />
      <Key id="enrol" class="now gap16" onPress={send}>{app.busy ? t("busy") : t("enrol.go")}</Key>
      <p class="cap gap16">{t("enrol.once")}</p>
      {inApp(navigator.userAgent) ? <p class="note" data-testid="in-app"><Rich text={t("enrol.in_app")} /></p> : null}
      {app.store.durable ? null : <p class="note" data-testid="not-durable">{t("storage.none")}</p>}
    </>
  );
}

export function JoinPage({ app }: { app: App }): JSX.Element {
  const session = app.snaps.session;
  const nothing = session !== null && session.session === null;
  const [title, term] = (session?.title ?? "").split(/,\s*/, 2);
  const kind = (session?.kind_label ?? "").replace(/^kỳ họp\s+/i, "");
  const about = [kind === "" ? "" : kind[0]?.toUpperCase() + kind.slice(1), term ?? ""].filter((part) => part !== "").join(", ");
  return (
    <Frame app={app} right={<LangKey app={app} class="auto lang" />}>
      <div data-testid="page-join">
        <h1 class="mid">{session === null ? t("wait") : nothing ? t("session.none") : title}</h1>
        {session === null || nothing ? null : (
          <p class="cap">
            {about === "" ? null : <>{about}.<br /></>}
            {session.venue === "" ? null : `${session.venue}, `}{date(app.now())}.
          </p>
        )}
        <hr class="rule" />
        <EnrolForm app={app} />
        <hr class="rule" />
        <h2>{t("guest.title")}</h2>
        <Key id="guest" class="gap8" onPress={() => app.go({ page: "guest" })}>{t("guest.go")}</Key>
      </div>
    </Frame>
  );
}
