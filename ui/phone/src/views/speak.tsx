// The other kinds of turns to speak, and leaving the room: pages of their own, so that neither happens by a slip.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { placeOf } from "../core/select";
import type { TurnKind } from "../wire/snapshot";
import { TURN_KINDS } from "../wire/snapshot";
import { t } from "../text";
import { Key } from "./bits";
import { Frame } from "./frame";
import { Trouble } from "./home";

function KindRow({ app, kind }: { app: App; kind: TurnKind }): JSX.Element {
  const place = placeOf(app.snaps, kind);
  const pending = app.outbox?.pendingFor(`speech/${kind}`);
  const say = pending !== undefined ? t(pending.state === "delivered" ? "state.delivered" : "state.sending")
    : place === 0 ? t("speak.yours") : place !== null ? t("speak.waiting", { n: place }) : "";
  return (
    <li class="gap24" data-testid={`kind-${kind}`}>
      <div class="split"><h2>{t(`kind.${kind}`)}</h2><b role="status">{say}</b></div>
      <Trouble app={app} where={`speech/${kind}`} />
      {pending !== undefined || place === 0 ? null : place === null ? (
        <Key id={`ask-${kind}`} class="gap8" onPress={() => app.ask({ t: "request_speech", kind })}>{t(`ask.${kind}`)}</Key>
      ) : (
        <Key id={`withdraw-${kind}`} class="gap8" onPress={() => app.ask({ t: "withdraw_speech", kind })}>{t("speak.withdraw")}</Key>
      )}
    </li>
  );
}

export function SpeakPage({ app }: { app: App }): JSX.Element {
  return (
    <Frame app={app} onBack={() => app.go({ page: "home" })}>
      <div data-testid="page-speak">
        <h1 class="mid">{t("speak.title")}</h1>
        {app.snaps.queue?.open === true ? null : <p class="note">{t("queue.closed")}</p>}
        <ul>{TURN_KINDS.map((kind) => <KindRow app={app} kind={kind} />)}</ul>
      </div>
    </Frame>
  );
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
