// Turns to speak: what may be asked for, one's own place, and the whole list. Leaving the room has a page of its own, so
// that it does not happen by a slip.

import type { JSX } from "preact";
import type { App } from "../core/app";
import type { OwnTurn } from "../core/select";
import { kindsInHand, ownTurns } from "../core/select";
import type { AskedKind } from "../wire/snapshot";
import { t } from "../text";
import { Key, Row } from "./bits";
import { turnName } from "./floor";
import { Frame } from "./frame";
import { Trouble } from "./home";
import { Unreached } from "./opinion";

/** Why nothing or little may be asked for now; `null`: it may. */
export function listClosed(app: App): string | null {
  const queue = app.snaps.queue;
  if (queue?.list_closed === true) return t("queue.list_closed");
  return queue?.open === true ? null : t("queue.closed");
}

function KindRow({ app, kind, own }: { app: App; kind: AskedKind; own: OwnTurn | undefined }): JSX.Element {
  const pending = app.outbox?.pendingFor(`speech/${kind}`);
  const say = pending !== undefined ? t(pending.state === "delivered" ? "state.delivered" : "state.sending")
    : own === undefined ? "" : own.place === 0 ? t("speak.yours") : t("speak.waiting", { n: own.place, of: own.of });
  return (
    <li class="gap24" data-testid={`kind-${kind}`}>
      <div class="split"><h2>{turnName(kind, own?.turn ?? 1)}</h2><b role="status">{say}</b></div>
      <Trouble app={app} where={`speech/${kind}`} />
      {pending !== undefined || own?.place === 0 ? null : own === undefined ? (app.snaps.queue?.kinds ?? []).indexOf(kind) < 0 ? null : (
        <Key id={`ask-${kind}`} class="gap8" onPress={() => app.ask({ t: "request_speech", kind })}>{t(`ask.${kind}`)}</Key>
      ) : (
        <>
          <Key id={`withdraw-${kind}`} class="gap8" onPress={() => app.ask({ t: "withdraw_speech", kind })}>{t("speak.withdraw")}</Key>
          <Row id={`opinion-${own.speech}`} class="low" onPress={() => app.go({ page: "opinion", speech: own.speech })}>{t("opinion.open")}</Row>
        </>
      )}
    </li>
  );
}

/** Everybody who waits, in the kiosk's order. */
export function QueueList({ app }: { app: App }): JSX.Element {
  const waiting = app.snaps.queue?.waiting ?? [];
  const own = app.snaps.device?.delegate ?? null;
  return (
    <section class="gap24" data-testid="queue">
      <h2>{t("queue.title")}</h2>
      {waiting.length === 0 ? <p class="cap">{t("queue.empty")}</p> : null}
      <ol>
        {waiting.map((line, i) => (
          <li class={`waits ${own !== null && line.delegate === own ? "own" : ""}`} data-testid={`waits-${line.speech}`}>
            <b class="no">{i + 1}</b>
            <span class="text">
              <b>{line.name}</b><br />
              <span class="cap">{line.delegate === null ? t("queue.guest") : line.group}, {turnName(line.kind, line.turn)}</span>
              {line.consent ? null : <><br /><b>{t("queue.consent")}</b></>}
              {own !== null && line.delegate === own ? <><br /><b>{t("queue.own")}</b></> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function SpeakPage({ app }: { app: App }): JSX.Element {
  const own = ownTurns(app.snaps);
  const kinds = [...(app.snaps.queue?.kinds ?? []), ...kindsInHand(app.snaps, app.outbox, app.now())];
  const closed = listClosed(app);
  return (
    <Frame app={app} onBack={() => app.go({ page: "home" })}>
      <div data-testid="page-speak">
        <h1 class="mid">{t("speak.title")}</h1>
        {closed === null ? null : <p class="note" data-testid="list-closed">{closed}</p>}
        <Unreached app={app} />
        <ul>{kinds.map((kind) => <KindRow key={kind} app={app} kind={kind} own={own.find((turn) => turn.kind === kind)} />)}</ul>
        <QueueList app={app} />
      </div>
    </Frame>
  );
}

/** The list as guests read it. */
export function QueuePage({ app }: { app: App }): JSX.Element {
  return <Frame app={app} onBack={() => app.go({ page: "guest" })}><div data-testid="page-queue"><QueueList app={app} /></div></Frame>;
}

export function LeavePage({ app }: { app: App }): JSX.Element {
  const leave = (): void => {
    app.ask({ t: "leave" });
    app.go({ page: "home" });
  };
  return (
    <Frame app={app} onBack={() => app.go({ page: "home" })}>
      <div data-testid="page-leave">
        <h1 class="mid">{t("leave.title")}</h1>
        <p class="lead gap8">{t("leave.help")}</p>
        <div class="keys gap24">
          <Key id="leave-stay" class="tall" onPress={() => app.go({ page: "home" })}>{t("leave.stay")}</Key>
          <Key id="leave-go" class="tall" onPress={leave}>{t("presence.leave")}</Key>
        </div>
      </div>
    </Frame>
  );
}
