// The main page: what is on now, its documents, who waits to speak; at the bottom the one thing to do.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { RAISE_HAND_MS } from "../core/outbox";
import type { OwnTurn } from "../core/select";
import { acts, byDevice, currentItem, currentVote, isOpen, kindsInHand, ownLine, ownTurns, refusal } from "../core/select";
import type { DocumentLine, Session, TurnKind } from "../wire/snapshot";
import { said, t, timeOfDay } from "../text";
import { Key, Rich, Row } from "./bits";
import { Clocks, ownSpeech, SpeakerNow, turnName } from "./floor";
import { Frame, LangKey } from "./frame";
import { RoomCode } from "./join";
import { Unreached } from "./opinion";
import { Commitments, Groups, QuestioningNow } from "./questions";
import { listClosed } from "./speak";

export function DocumentRow({ app, line }: { app: App; line: DocumentLine }): JSX.Element {
  return (
    <Row id={`doc-${line.id}`} onPress={() => app.go({ page: "document", id: line.id, number: 1 })}>
      <span class="split"><b>{line.number === "" ? line.kind : line.number}</b><span class="cap nw">{t("doc.pages", { n: line.pages })}</span></span>
      {line.short_title}
    </Row>
  );
}

/** A guest sees the papers that are public. */
export function readable(app: App, documents: DocumentLine[]): DocumentLine[] {
  return documents.filter((line) => app.access === "device" || line.audience === "public");
}

function Band({ app, session }: { app: App; session: Session | null }): JSX.Element {
  const item = currentItem(app.snaps);
  const count = app.snaps.agenda?.items.length ?? 0;
  if (session === null) return <div class="band still"><h1>{t("wait")}</h1></div>;
  switch (session.phase) {
    case "none":
      return <div class="band still"><h1 data-testid="phase">{t("session.none")}</h1></div>;
    case "prepared":
      return <div class="band still"><h1 data-testid="phase">{t("phase.prepared")}</h1><p>{session.title}</p></div>;
    case "recess":
      return (
        <div class="band still">
          <h1 data-testid="phase">
            {session.resume_at === null ? t("phase.recess") : t("phase.recess_until", { time: timeOfDay(session.resume_at, false) })}
          </h1>
        </div>
      );
    case "closed":
      return <div class="band still"><h1 data-testid="phase">{t("phase.closed")}</h1><p>{session.title}</p></div>;
    case "open":
      return (
        <div class={`band ${ownSpeech(app) === null ? "" : "still"}`}>
          <div class="split"><span class="tag">{t("item.now")}</span>{item === null ? null : <span class="nw">{t("item.of", { n: item.number, of: count })}</span>}</div>
          <h1 data-testid="item-title">{item === null ? t("phase.open") : item.short_title}</h1>
        </div>
      );
  }
}

function Presence({ app, session }: { app: App; session: Session }): JSX.Element {
  return (
    <div class="gap16">
      {session.phase === "prepared" && app.access === "device" && app.snaps.device?.attendance === "present"
        ? <p data-testid="checked-in"><b>{t("presence.recorded")}</b></p> : null}
      <p class="cap" data-testid="present">{t("present", { n: session.present, of: session.total_delegates })}</p>
    </div>
  );
}

/** The way to the list; a delegate asks for turns there too. */
function QueueRow({ app, guest }: { app: App; guest: boolean }): JSX.Element {
  const waiting = app.snaps.queue?.waiting.length ?? 0;
  return (
    <div class="gap8">
      <Row id="to-queue" class="low" onPress={() => app.go({ page: "speak" })}>
        {t(guest ? "queue.title" : "speak.open")}<br />
        <span class="cap" data-testid="queue-length">{waiting === 0 ? t("queue.empty") : t("queue.length", { n: waiting })}</span>
      </Row>
    </div>
  );
}

/** Open vote as a guest sees it, or the last result. */
function VoteCard({ app }: { app: App }): JSX.Element | null {
  const vote = currentVote(app.snaps);
  if (vote === null) return null;
  if (isOpen(vote)) {
    const tally = app.snaps.tallies[vote.vote];
    return (
      <div class="note" data-testid="vote-card">
        <b>{t(vote.state === "held" ? "vote.held_card" : "vote.open_card", { number: vote.number })}</b>
        <p>{vote.title}</p>
        {tally === undefined || !byDevice(vote) ? null : <p class="cap">{t("vote.turnout", { n: tally.answered, of: tally.present })}</p>}
      </div>
    );
  }
  if (vote.state === "closed") {
    return <div class="note" data-testid="vote-card"><b>{t("vote.closed_card", { number: vote.number })}</b><p>{vote.title}</p></div>;
  }
  return (
    <Row id="last-result" onPress={() => app.go({ page: "result", vote: vote.vote })}>
      <span class="cap">{t("result.of", { number: vote.number })}</span><br />
      <b>{vote.state === "annulled" ? t("vote.annulled") : vote.outcome === null ? vote.title : said(vote.outcome.verdict)}</b>
    </Row>
  );
}

export function Trouble({ app, where }: { app: App; where: string }): JSX.Element | null {
  const settled = refusal(app.outbox, where, app.now());
  if (settled === null) return null;
  return (
    <p class="say" role="alert" data-testid="refused">
      {settled.result === "unproven" ? t("unproven.short") : settled.text === null ? settled.code : said(settled.text)}
    </p>
  );
}

function SpeakDock({ app, kind, own }: { app: App; kind: TurnKind; own: OwnTurn | null }): JSX.Element | null {
  const pending = app.outbox?.pendingFor(`speech/${kind}`);
  if (pending !== undefined) {
    return (
      <>
        <p class="say" role="status" data-testid="speak-state">{pending.state === "delivered" ? t("state.delivered") : t("state.sending")}</p>
        {app.now() - pending.made > RAISE_HAND_MS ? <p>{t("raise_hand.speak")}</p> : null}
      </>
    );
  }
  if (own !== null) {
    return (
      <>
        <Trouble app={app} where={`speech/${kind}`} />
        <p class="say" role="status" data-testid="speak-state">{t("speak.place", { kind: turnName(kind, own.turn), n: own.place, of: own.of })}</p>
        <Key id="withdraw" class="sec" onPress={() => app.ask({ t: "withdraw_speech", kind })}>{t("speak.withdraw")}</Key>
      </>
    );
  }
  if (kind === "answer") return null;
  return (
    <>
      <Trouble app={app} where={`speech/${kind}`} />
      {(app.snaps.queue?.kinds ?? []).indexOf(kind) < 0 ? null : <Key id="ask-to-speak" class="now" onPress={() => app.ask({ t: "request_speech", kind })}>{t(`ask.${kind}`)}</Key>}
    </>
  );
}

/** The one thing to do now; `null`: there is none, and then there is no row of actions. */
function dock(app: App, guest: boolean): JSX.Element | null {
  if (guest) return <Key id="to-enrol" class="sec" onPress={() => app.go({ page: "home" })}>{t("guest.enrol")}</Key>;
  const device = app.snaps.device;
  if (device === null || device.delegate === null || !acts(app.snaps) || app.snaps.session?.phase === "closed") return null;
  if (app.outbox?.pendingFor("presence") !== undefined) return <p class="say" role="status" data-testid="presence-state">{t("state.sending")}</p>;
  if (device.attendance !== "present") {
    return app.guest === null ? null : (
      <>
        <Trouble app={app} where="presence" />
        <Key id="check-in" class="now" onPress={() => app.checkIn()}>{t("presence.check_in")}</Key>
      </>
    );
  }
  const own = ownTurns(app.snaps);
  // Whoever has the floor is told so above everything, and asks for nothing meanwhile.
  if (own.some((turn) => turn.place === 0)) return null;
  const waits = own[0];
  // A point of order is rarely what somebody comes for: it is offered on the page of turns.
  const kind = waits?.kind ?? kindsInHand(app.snaps, app.outbox, app.now())[0] ?? app.snaps.queue?.kinds.find((offered) => offered !== "procedural");
  return kind === undefined ? null : <SpeakDock app={app} kind={kind} own={waits ?? null} />;
}

export function HomePage({ app, guest }: { app: App; guest: boolean }): JSX.Element {
  const session = app.snaps.session;
  const item = currentItem(app.snaps);
  const device = app.snaps.device;
  const documents = readable(app, item?.documents ?? []);
  const barred = !guest && !acts(app.snaps);
  const absent = !guest && !barred && device !== null && device.delegate !== null && device.attendance !== "present" && session?.phase !== "closed";
  const open = session?.phase === "open" && item !== null;
  const closed = open && !guest && device?.delegate != null ? listClosed(app) : null;
  return (
    <Frame app={app} above={<Band app={app} session={session} />} dock={dock(app, guest)}
      {...(guest ? { right: <LangKey app={app} class="auto lang" /> } : {})}>
      <div data-testid={guest ? "page-guest" : "page-home"}>
        {barred ? (
          <div class="note" data-testid="barred"><Rich text={t(ownLine(app.snaps)?.status === "suspended" ? "barred.suspended" : "barred.ended")} /></div>
        ) : null}
        {absent ? (
          <div class="note" data-testid="not-present">
            <Rich text={t(device.attendance === "left" ? "presence.left" : "presence.missing")} />
            {app.guest === null || refusal(app.outbox, "presence", app.now())?.code === "room_proof" ? <div class="gap16"><RoomCode app={app} /></div> : null}
          </div>
        ) : null}
        {guest ? null : <Unreached app={app} />}
        <VoteCard app={app} />
        <SpeakerNow app={app} />
        <QuestioningNow app={app} />
        {item === null ? null : (
          <>
            <div class="split gap8"><h2>{t("doc.title")}</h2>{item.closed_doors ? null : <span class="cap nw">{t("doc.count", { n: documents.length })}</span>}</div>
            {documents.length === 0 ? <p class="cap">{t(item.closed_doors ? "doors.item" : "doc.none")}</p> : null}
            {documents.map((line) => <DocumentRow app={app} line={line} />)}
          </>
        )}
        <div class="gap16"><Row id="to-agenda" class="low" onPress={() => app.go({ page: "agenda" })}>{t("agenda.open")}</Row></div>
        {open ? <QueueRow app={app} guest={guest} /> : null}
        {closed === null ? null : <p class="cap gap8" data-testid="queue-closed">{closed}</p>}
        <Groups app={app} />
        <Commitments app={app} />
        <Clocks app={app} />
        {session === null ? null : <Presence app={app} session={session} />}
        {guest ? null : <Foot app={app} />}
      </div>
    </Frame>
  );
}

/** The page's settings, and the way out of the room. */
function Foot({ app }: { app: App }): JSX.Element {
  const device = app.snaps.device;
  const delegate = device !== null && device.delegate !== null;
  const { on } = app.chime;
  const swap = (): void => {
    app.chime.turn(!on);
    app.tick();
  };
  return (
    <div class="keys two gap8">
      <LangKey app={app} class="quiet" />
      {delegate ? <Key id="sound" class="quiet" pressed={on} onPress={swap}>{t(on ? "sound.on" : "sound.off")}</Key> : null}
      {delegate && device.attendance === "present" ? <Key id="leave" class="quiet" onPress={() => app.go({ page: "leave" })}>{t("presence.leave")}</Key> : null}
    </div>
  );
}
