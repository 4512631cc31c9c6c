// No connection: what is not recorded, what to do, what still works. And the ends from which there is no way back.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { byDevice, openVote, ownTurns, standing } from "../core/select";
import { t, timeOfDay } from "../text";
import { Key, Rich, Row } from "./bits";
import { findDocument } from "./agenda";
import { turnName } from "./floor";
import { Frame } from "./frame";
import { EnrolForm, RoomCode } from "./join";

function RetryDock({ app }: { app: App }): JSX.Element {
  const line = app.line.state;
  const seconds = line.kind === "waiting" ? Math.max(1, Math.ceil((line.retryAt - Date.now()) / 1000)) : 0;
  return (
    <>
      <Key id="retry" class="now" onPress={() => app.tryAgain()}>{t("lost.retry")}</Key>
      <p aria-live="off">{line.kind === "connecting" ? t("lost.trying") : line.kind === "waiting" ? t("lost.again_in", { n: seconds }) : " "}</p>
    </>
  );
}

/** One's places in the queue as they were last known, and when that was. */
function KnownPlaces({ app }: { app: App }): JSX.Element | null {
  const turns = ownTurns(app.snaps).filter((turn) => turn.place > 0);
  const clock = app.snaps.clock;
  return turns.length === 0 || clock === null ? null : (
    <div class="note" data-testid="known-places">
      {turns.map((turn) => <p><b>{t("speak.place", { kind: turnName(turn.kind, turn.turn), n: turn.place, of: turn.of })}</b></p>)}
      <p class="cap">{t("speak.as_of", { time: timeOfDay(clock.utc_ms) })}</p>
    </div>
  );
}

export function LostPage({ app }: { app: App }): JSX.Element {
  const vote = openVote(app.snaps);
  const votes = vote !== null && byDevice(vote) && app.snaps.device?.delegate != null;
  const own = votes ? standing(app.snaps, app.outbox, vote.vote, app.now()) : null;
  const open = own !== null && (own.recorded === null || own.sending !== null);
  const unsent = (app.outbox?.pending.length ?? 0) > 0;
  const wifi = app.snaps.session?.wifi_name ?? "";
  const kiosk = app.line.state.kind === "online";
  const papers = app.opened.map((id) => findDocument(app, id)).filter((line) => line !== null);
  const delegate = app.access === "device";
  return (
    <Frame app={app} plain dock={<RetryDock app={app} />} above={(
      <div class="fault dark" role="alert" data-testid="lost-fault">
        <h1>{kiosk ? t("lost.kiosk") : t("lost.title")}</h1>
        {votes && open ? <p data-testid="lost-vote"><Rich text={t("lost.vote_open", { number: vote.number })} /></p>
          : votes && own?.recorded != null ? <p data-testid="lost-vote"><Rich text={t("lost.vote_recorded", { number: vote.number })} /></p>
          : unsent ? <p>{t("lost.unsent")}</p> : <p>{t("lost.waiting")}</p>}
      </div>
    )}>
      <div data-testid="page-lost">
        {delegate && (open || unsent) ? <><p class="alarm">{t("raise_hand.lost")}</p><hr class="rule" /></> : null}
        {kiosk ? <p class="lead">{t("lost.kiosk_help")}</p> : (
          <>
            <h3>{t("lost.check")}</h3>
            <ol class="steps">
              <li><b>1</b><span><Rich text={wifi === "" ? t("lost.wifi_any") : t("lost.wifi", { name: wifi })} /></span></li>
              <li><b>2</b><span>{t("lost.mobile_data")}</span></li>
            </ol>
          </>
        )}
        <KnownPlaces app={app} />
        {papers.length === 0 ? null : (
          <>
            <hr class="rule" />
            <h3>{t("lost.still")}</h3>
            <Row id="opened" onPress={() => app.go({ page: "opened" })}>
              <b>{t("doc.opened_count", { n: papers.length })}</b><br />
              <span class="cap">{papers.map((line) => line?.number ?? "").join(", ")}</span>
            </Row>
          </>
        )}
      </div>
    </Frame>
  );
}

/** This device's right has ended: another took its place, the broker refuses it, or the kiosk is not the one we know. */
export function EndedPage({ app }: { app: App }): JSX.Element {
  const why = app.ended ?? "denied";
  return (
    <Frame app={app} plain above={(
      <div class="fault dark" role="alert" data-testid="ended" data-why={why}>
        <h1>{t(`ended.${why}`)}</h1>
        <p>{t(`ended.${why}_help`)}</p>
      </div>
    )}>
      <div data-testid="page-ended">
        {app.guest === null ? <RoomCode app={app} /> : <EnrolForm app={app} />}
        {why === "denied" ? <Key id="retry" class="gap16" onPress={() => app.tryAgain()}>{t("lost.retry")}</Key> : null}
      </div>
    </Frame>
  );
}

export function TakenPage({ app }: { app: App }): JSX.Element {
  return (
    <Frame app={app} plain>
      <div data-testid="page-taken">
        <h1 class="mid">{t("taken.title")}</h1>
        <p class="lead gap8">{t("taken.help")}</p>
        <Key id="use-here" class="tall gap24" onPress={() => app.tryAgain()}>{t("taken.here")}</Key>
      </div>
    </Frame>
  );
}

export function WaitPage({ app }: { app: App }): JSX.Element {
  return <Frame app={app} plain><p class="lead" role="status" data-testid="page-wait">{t("wait")}</p></Frame>;
}
