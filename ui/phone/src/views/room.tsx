// Votes that are taken in the room: raised hands, raised cards, paper ballots. This page says so and takes nothing.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { byDevice, standing } from "../core/select";
import type { BallotSheet, Vote } from "../wire/snapshot";
import { t } from "../text";
import { Key } from "./bits";
import { Frame } from "./frame";
import { Held, OwnInClosed, VoteBand, VoteDocument, VoteHead } from "./subject";

export function HandsPage({ app, vote }: { app: App; vote: Vote }): JSX.Element {
  return (
    <Frame app={app} above={<VoteBand app={app} vote={vote} />}>
      <div data-testid="page-hands">
        <VoteHead app={app} vote={vote} />
        {vote.state === "held" ? <Held /> : null}
        <p class="alarm gap24">{t(vote.form === "cards" ? "hands.cards" : "hands.raise")}</p>
        <p class="lead gap8">{t(vote.form === "hands_by_name" ? "hands.by_name" : "hands.totals")}</p>
        <VoteDocument app={app} vote={vote} />
      </div>
    </Frame>
  );
}

/** What the paper asks: how many of these, for what. */
export function seatsOf(sheet: BallotSheet): string {
  const { kind, seats, office } = sheet;
  if (kind === "election") return office === "" ? t("ballot.seats", { n: seats }) : t("ballot.seats_of", { n: seats, office });
  const asked = t(kind === "removal" ? "ballot.removal" : "matter.confidence");
  return office === "" ? asked : `${asked}: ${office}`;
}

export function BallotPage({ app, vote, sheet }: { app: App; vote: Vote; sheet: BallotSheet }): JSX.Element {
  return (
    <Frame app={app} above={<VoteBand app={app} vote={vote} />}>
      <div data-testid="page-ballot">
        <VoteHead app={app} vote={vote} />
        {vote.state === "held" ? <Held /> : null}
        <p class="alarm gap24">{t("ballot.paper")}</p>
        <p class="lead gap8">{t("ballot.no_device")}</p>
        <h2 class="gap24" data-testid="seats">{seatsOf(sheet)}</h2>
        <ol class="names">{sheet.lines.map((line, i) => <li><b>{i + 1}</b><span>{line.name}</span></li>)}</ol>
        <VoteDocument app={app} vote={vote} />
      </div>
    </Frame>
  );
}

/** Closed, and the result not yet published. */
export function ClosedPage({ app, vote, onHome }: { app: App; vote: Vote; onHome: () => void }): JSX.Element {
  const own = standing(app.snaps, app.outbox, vote.vote, app.now());
  return (
    <Frame app={app}>
      <div data-testid="page-vote-closed">
        <div role="status"><h1 class="mid">{t("vote.closed")}</h1></div>
        <VoteHead app={app} vote={vote} />
        {byDevice(vote) || own.recorded !== null ? <OwnInClosed app={app} own={own} /> : null}
        <p class="lead gap24">{t("vote.await_result")}</p>
      </div>
      <div class="push"><Key id="to-home" class="tall" onPress={onHome}>{t("home")}</Key></div>
    </Frame>
  );
}
