// Votes on the wall: turnout while they are open, never how they lean; the result with its proof once it is published.

import type { Choice, Outcome, Session, Vote } from "../wire/snapshot";
import { CHOICES } from "../wire/snapshot";
import type { Known } from "./known";
import { footOf } from "./present";
import { voteTimer } from "./time";
import type { BallotRow, Head, Pair, View } from "./view";
import type { Words } from "./words";

type Shown = Omit<View, "clock">;

/** The last vote of this session that was opened. */
export function latest(known: Known, session: Session): Vote | null {
  const shown = session.vote === null ? undefined : known.votes[session.vote];
  if (shown !== undefined && (shown.state === "open" || shown.state === "held")) return shown;
  const own = Object.keys(known.votes).map((id) => known.votes[id] as Vote).filter((vote) => vote.session === session.session);
  return own.sort((a, b) => b.opened_at - a.opened_at)[0] ?? null;
}

export function voteView(known: Known, session: Session, vote: Vote, now: number, w: Words): Shown {
  const note = vote.number === "" ? "" : w.motion(vote.number);
  const calm = (tag: string, pairs: Pair[], notes: string[]): Shown => ({
    screen: { kind: "calm", title: vote.title, pairs }, head: { tag, note }, foot: footOf(session, w, notes),
  });
  switch (vote.state) {
    case "open":
    case "held":
      return running(known, session, vote, now, w);
    case "closed":
      return calm(w.closedVote, [], w.waitResult);
    case "annulled":
      return calm(w.annulled, vote.annulled_reason === null ? [] : [{ key: w.reason, value: vote.annulled_reason }], []);
    case "published":
      if (vote.ballot !== null) return ballot(session, vote, w);
      return vote.outcome === null ? calm(w.closedVote, [], w.waitResult) : result(known, session, vote, vote.outcome, w);
  }
}

function running(known: Known, session: Session, vote: Vote, now: number, w: Words): Shown {
  const held = vote.state === "held";
  const note = vote.number === "" ? "" : w.motion(vote.number);
  const head: Head = { tag: held ? w.held : w.voting, note };
  const timer = voteTimer(vote, now, w);
  const options = session.option_labels.join(", ");
  switch (vote.form) {
    case "electronic":
    case "mixed": {
      const tally = known.tallies[vote.vote];
      const present = tally?.present ?? session.present;
      return {
        screen: {
          kind: "turnout", title: vote.title, cast: tally === undefined ? "–" : String(tally.answered), of: w.of(present), verb: w.cast,
          cells: present, filled: tally?.answered ?? 0, timer,
        },
        head,
        foot: footOf(session, w, w.later),
      };
    }
    case "show_of_hands":
    case "hands_by_name":
    case "cards": {
      const call = vote.form === "cards" ? w.cards : w.hands;
      return { screen: { kind: "count", title: vote.title, call, pairs: [{ key: w.inOrder, value: options }] }, head, foot: footOf(session, w, w.later) };
    }
    case "secret_ballot": {
      const sheet = vote.ballot;
      const pairs: Pair[] = [];
      if (sheet !== null) {
        const elects = sheet.kind === "election" ? `${w.seatsToElect(sheet.seats)}, ` : "";
        pairs.push({ key: "", value: elects + w.candidates(sheet.lines.length) });
      }
      return {
        screen: { kind: "count", title: vote.title, call: w.paper, pairs },
        head: { tag: held ? w.held : w.paperTag, note },
        foot: footOf(session, w, w.paperLater),
      };
    }
  }
}

function result(known: Known, session: Session, vote: Vote, outcome: Outcome, w: Words): Shown {
  const { present, total_delegates: total } = outcome;
  const rule = said(w, outcome.rule).replace(w.ruleTrim[0], "").replace(w.ruleTrim[1], "");
  const proof = said(w, outcome.arithmetic);
  return {
    screen: {
      kind: "result",
      title: vote.number === "" ? vote.title : `${vote.number} ${vote.title}`,
      verdict: said(w, outcome.verdict),
      passed: outcome.passed,
      options: session.option_labels,
      counts: [String(outcome.for), String(outcome.against), String(outcome.not_voting)],
      ofPresent: { part: `${outcome.for}/${present}`, word: w.ofPresent, percent: outcome.of_present[0] },
      ofTotal: { part: `${outcome.for}/${total}`, word: w.ofTotal, percent: outcome.of_total[0] },
      dots: dotsOf(known, vote, outcome),
      here: footOf(session, w),
    },
    head: null,
    foot: { present: "", below: false, notes: [`${proof}: ${rule}`, proof] },
  };
}

/** In the order of the totals; by seat only where names are shown to all. `null` is nobody. */
function dotsOf(known: Known, vote: Vote, outcome: Outcome): (Choice | null)[] {
  const total = outcome.total_delegates;
  if (vote.names.length > 0) {
    const by: Record<string, Choice> = {};
    for (const line of vote.names) by[line.delegate] = line.choice;
    const seats = [...(known.roll?.delegates ?? [])].sort((a, b) => a.seat - b.seat).map((line) => by[line.id] ?? null);
    if (seats.filter((choice) => choice !== null).length === vote.names.length) return padded(seats, total);
  }
  const counts = [outcome.for, outcome.against, outcome.not_voting];
  return padded(CHOICES.flatMap((choice, i) => Array<Choice>(counts[i] ?? 0).fill(choice)), total);
}

function padded(dots: (Choice | null)[], total: number): (Choice | null)[] {
  return [...dots, ...Array<null>(Math.max(0, total - dots.length)).fill(null)];
}

function ballot(session: Session, vote: Vote, w: Words): Shown {
  const sheet = vote.ballot;
  const rows: BallotRow[] = (sheet?.lines ?? []).map((line) => ({
    name: line.name,
    votes: line.for === null ? "" : `${line.for}/${session.total_delegates}`,
    note: [line.of_total === null ? "" : w.ofAll(line.of_total), line.verdict === null ? "" : said(w, line.verdict)].filter((part) => part !== "").join(", "),
    elected: line.elected === true,
  }));
  return {
    screen: { kind: "ballot", title: vote.title, rows },
    head: { tag: w.ballotResult[sheet?.kind ?? "election"], note: vote.number === "" ? "" : w.motion(vote.number) },
    foot: footOf(session, w),
  };
}

function said(w: Words, text: { vi: string; en: string }): string {
  return w.lang === "vi" ? text.vi : text.en;
}
