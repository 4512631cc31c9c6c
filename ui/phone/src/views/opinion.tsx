// Instead of speaking: an own request that waits or was not reached is handed in in writing, here or on paper.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { characters, tidy } from "../core/drafts";
import type { TurnKind } from "../wire/snapshot";
import { MOST_TEXT } from "../wire/device";
import { t, timeOfDay } from "../text";
import { Key, Rich, Row } from "./bits";
import { Frame } from "./frame";
import { Trouble } from "./home";
import { Writing } from "./writing";

/** Requests that were not reached, each with its way to the page. */
export function Unreached({ app }: { app: App }): JSX.Element | null {
  const lines = app.snaps.device?.unreached ?? [];
  const number = (item: string): number | string => app.snaps.agenda?.items.find((one) => one.id === item)?.number ?? "";
  if (lines.length === 0) return null;
  return (
    <div class="note" data-testid="unreached">
      {lines.map((line) => (
        <>
          <p><Rich text={t("opinion.unreached", { kind: t(`kind.${line.kind}`), n: number(line.item) })} /></p>
          <Row id={`opinion-${line.speech}`} class="low" onPress={() => app.go({ page: "opinion", speech: line.speech })}><b>{t("opinion.open")}</b></Row>
        </>
      ))}
    </div>
  );
}

function Done({ app, text, receipt, at }: { app: App; text: string; receipt: string | null; at: number | null }): JSX.Element {
  return (
    <>
      <div role="status"><h1 class="big" data-testid="opinion-recorded">{t("state.recorded")}</h1></div>
      <p class="note typed">{text === "" ? t("opinion.paper_done") : text}</p>
      <dl class="facts">
        {receipt === null ? null : <div><dt class="cap">{t("receipt.code")}</dt><dd class="code" data-testid="receipt-code">{receipt}</dd></div>}
        {at === null ? null : <div><dt class="cap">{t("receipt.at")}</dt><dd>{timeOfDay(at)}</dd></div>}
      </dl>
      <div class="push"><Key id="to-home" class="tall" onPress={() => app.go({ page: "home" })}>{t("home")}</Key></div>
    </>
  );
}

function Form({ app, speech, kind }: { app: App; speech: string; kind: TurnKind }): JSX.Element {
  const where = `opinion/${speech}`;
  const draft = app.drafts.text(where, "");
  const pending = app.outbox?.pendingFor(where);
  const text = tidy(draft.value);
  const send = (what: string): void => app.ask({ t: "write_opinion", speech, text: what });
  return (
    <>
      <h1 class="mid">{t("opinion.open")}</h1>
      <p class="lead gap8">{t(`kind.${kind}`)}</p>
      <p class="cap">{t("opinion.help")}</p>
      <Writing id="opinion-text" label={t("opinion.text")} value={draft.value} most={MOST_TEXT} rows={8} fixed={pending !== undefined}
        onValue={(value) => draft.edit(() => value)} />
      {text === "" || pending !== undefined ? null : <p class="cap">{t("text.kept")}</p>}
      <Trouble app={app} where={where} />
      {pending !== undefined ? (
        <div class="gap16" role="status" data-testid="opinion-state">
          <h2>{t(pending.state === "delivered" ? "state.delivered" : "state.sending")}</h2>
          <p>{t(pending.state === "delivered" ? "vote.delivered_help" : "vote.sending_help")}</p>
        </div>
      ) : (
        <div class="keys gap16">
          <Key id="opinion-send" class="now" off={text === "" || characters(text) > MOST_TEXT} onPress={() => send(text)}>{t("opinion.send")}</Key>
          {text !== "" ? null : (
            <>
              <p class="cap gap8">{t("opinion.paper_help")}</p>
              <Key id="opinion-paper" onPress={() => send("")}>{t("opinion.paper")}</Key>
            </>
          )}
        </div>
      )}
    </>
  );
}

export function OpinionPage({ app, speech }: { app: App; speech: string }): JSX.Element {
  const device = app.snaps.device;
  const own = device?.unreached.find((line) => line.speech === speech) ?? device?.waiting.find((line) => line.speech === speech && line.place > 0);
  const settled = app.outbox?.settledFor(`opinion/${speech}`);
  const recorded = settled?.result === "recorded" && settled.ask.t === "write_opinion" ? { ...settled, text: settled.ask.text } : null;
  return (
    <Frame app={app} onBack={() => app.go({ page: "home" })}>
      <div data-testid="page-opinion">
        {recorded !== null ? <Done app={app} text={recorded.text} receipt={recorded.receipt} at={recorded.at} />
          : own !== undefined ? <Form app={app} speech={speech} kind={own.kind} />
          : <p class="note" data-testid="opinion-gone">{t("opinion.gone")}</p>}
      </div>
    </Frame>
  );
}
