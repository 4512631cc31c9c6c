// Chooses the view. An open vote comes before everything but a paper that the delegate opened.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { App } from "../core/app";
import { acts, byDevice, currentVote, isOpen, openVote, standing } from "../core/select";
import { t } from "../text";
import type { Vote } from "../wire/snapshot";
import { AgendaPage, OpenedPage } from "./agenda";
import { Desk } from "./desk";
import { DocumentPage } from "./document";
import { DoorsPage } from "./doors";
import { HomePage } from "./home";
import { JoinPage, ScanPage } from "./join";
import { isLost } from "./frame";
import { EndedPage, LostPage, TakenPage, WaitPage } from "./lost";
import { ResultPage } from "./result";
import { BallotPage, ClosedPage, HandsPage } from "./room";
import { OpinionPage } from "./opinion";
import { LeavePage, QueuePage, SpeakPage } from "./speak";
import { VotePage } from "./vote";

/**
 * The vote that takes the page: open, or followed here from its opening until its result has been read, or closed with a
 * choice of this device that was not recorded, which must be said even to a page that came back later.
 */
function useVote(app: App): { vote: Vote | null; done: () => void } {
  const vote = currentVote(app.snaps);
  const followed = useRef<string | null>(null);
  const [read, setRead] = useState<string | null>(null);
  if (vote !== null && isOpen(vote)) followed.current = vote.vote;
  const own = vote === null || isOpen(vote) ? null : standing(app.snaps, app.outbox, vote.vote, app.now());
  const unsaid = own !== null && (own.sending !== null || own.trouble !== null);
  const shown = vote !== null && (isOpen(vote) || ((followed.current === vote.vote || unsaid) && read !== vote.vote));
  const done = (): void => {
    if (own !== null && own.trouble !== null) app.outbox?.forget(own.trouble.req);
    setRead(vote?.vote ?? null);
  };
  return { vote: shown ? vote : null, done };
}

function VoteView({ app, vote, onDone }: { app: App; vote: Vote; onDone: () => void }): JSX.Element {
  if (isOpen(vote)) {
    if (byDevice(vote)) return <VotePage key={vote.vote} app={app} vote={vote} />;
    return vote.ballot === null ? <HandsPage key={vote.vote} app={app} vote={vote} /> : <BallotPage key={vote.vote} app={app} vote={vote} sheet={vote.ballot} />;
  }
  if (vote.state === "closed") return <ClosedPage app={app} vote={vote} onHome={onDone} />;
  return <ResultPage app={app} vote={vote} onHome={onDone} />;
}

/** A page that delegates and guests open alike; null where the route asks for none, or for a result that is not here. */
function sharedPage(app: App, home: "home" | "guest"): JSX.Element | null {
  switch (app.route.page) {
    case "document":
      return <DocumentPage app={app} id={app.route.id} number={app.route.number} />;
    case "agenda":
      return <AgendaPage app={app} />;
    case "opened":
      return <OpenedPage app={app} />;
    case "result": {
      const past = app.snaps.votes[app.route.vote];
      return past === undefined ? null : <ResultPage app={app} vote={past} onHome={() => app.go({ page: home })} />;
    }
    case "home":
    case "guest":
    case "speak":
    case "leave":
    case "opinion":
    case "tab":
      return null;
  }
}

/** The page of a delegate, also the secretary's own one. */
function DelegatePage({ app }: { app: App }): JSX.Element {
  const { vote, done } = useVote(app);
  const mayVote = app.snaps.device?.delegate != null && app.snaps.device.attendance === "present";
  const shared = sharedPage(app, "home");
  if (shared !== null) return shared;
  if (vote !== null && mayVote) return <VoteView app={app} vote={vote} onDone={done} />;
  if (app.route.page === "opinion") return <OpinionPage app={app} speech={app.route.speech} />;
  if (!acts(app.snaps)) return <HomePage app={app} guest={false} />;
  if (app.route.page === "speak") return <SpeakPage app={app} />;
  if (app.route.page === "leave") return <LeavePage app={app} />;
  return <HomePage app={app} guest={false} />;
}

function GuestPage({ app }: { app: App }): JSX.Element {
  const shared = sharedPage(app, "guest");
  if (shared !== null) return shared;
  if (app.route.page === "speak") return <QueuePage app={app} />;
  const looks = app.route.page === "guest" || app.route.page === "result";
  return looks ? <HomePage app={app} guest /> : <JoinPage app={app} />;
}

/** Pages that stay as they are without a connection: papers in memory, and forms that somebody is filling in. */
function staysOpen(app: App): boolean {
  switch (app.route.page) {
    case "document":
    case "opened":
      return true;
    case "opinion":
      return app.snaps.device !== null;
    case "tab":
      return app.role === "secretary" && app.snaps.device !== null;
    case "home":
      return app.access === "guest" && app.snaps.session !== null;
    case "guest":
    case "agenda":
    case "speak":
    case "leave":
    case "result":
      return false;
  }
}

export function View({ app }: { app: App }): JSX.Element {
  if (app.access === "starting") return <WaitPage app={app} />;
  if (app.access === "none") return <ScanPage app={app} />;
  if (app.ended !== null) return <EndedPage app={app} />;
  if (app.line.state.kind === "taken") return <TakenPage app={app} />;
  if (app.snaps.session?.closed_doors === true) return <DoorsPage app={app} />;
  if (app.access === "unreachable" || (isLost(app) && !staysOpen(app))) return <LostPage app={app} />;
  if (app.access === "guest") return <GuestPage app={app} />;
  const session = app.snaps.session;
  if (session === null || (app.snaps.device === null && session.session !== null)) return <WaitPage app={app} />;
  if (app.snaps.device === null) return <HomePage app={app} guest={false} />;
  return app.role === "secretary" && app.route.page === "tab" ? <Desk app={app} tab={app.route.tab} /> : <DelegatePage app={app} />;
}

/** Moves the reading of screen readers to the new page; a changed number on the same page moves nothing. */
export function Root({ app }: { app: App }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const page = app.route.page;
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
  }, [page, app.access]);
  const vote = app.snaps.session?.closed_doors === true ? null : openVote(app.snaps);
  return (
    <>
      <p class="hide" aria-live="assertive">{vote === null ? "" : `${t("vote.now")}: ${vote.title}`}</p>
      <div ref={place} tabIndex={-1}><View app={app} /></div>
    </>
  );
}
