// The vote at the secretary's table: each form has its own work here.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { App } from "../core/app";
import { countOf, openVote } from "../core/select";
import { t } from "../text/desk";
import { Row } from "../views/bits";
import { useGuard } from "../views/guard";
import { Held, VoteHead } from "../views/subject";
import type { Vote } from "../wire/snapshot";
import { NamesCount } from "./byname";
import { HandsCount } from "./hands";
import { OnBehalf } from "./onbehalf";
import { PaperCount } from "./paper";

function Work({ app, vote, guarded }: { app: App; vote: Vote; guarded: boolean }): JSX.Element | null {
  switch (vote.form) {
    case "electronic":
    case "mixed":
      return <OnBehalf app={app} vote={vote} />;
    case "show_of_hands":
    case "cards":
      return <HandsCount app={app} vote={vote} guarded={guarded} />;
    case "hands_by_name":
      return <NamesCount app={app} vote={vote} />;
    case "secret_ballot":
      return vote.ballot === null ? null : <PaperCount app={app} vote={vote} sheet={vote.ballot} />;
  }
}

export function EntryTab({ app }: { app: App }): JSX.Element {
  const vote = openVote(app.snaps);
  const count = vote === null ? "" : countOf(vote);
  const guarded = useGuard(count);
  // What begins anew by itself is read from its top.
  useEffect(() => window.scrollTo(0, 0), [count]);
  return (
    <div data-testid="page-entry">
      {vote === null ? (
        <>
          <h1 class="mid">{t("tab.entry")}</h1>
          <p class="lead gap8">{t("entry.none")}</p>
          <div class="gap24"><Row id="to-motion" onPress={() => app.go({ page: "tab", tab: "motion" })}>{t("motion.open")}</Row></div>
        </>
      ) : (
        <>
          <VoteHead app={app} vote={vote} />
          {vote.state === "held" ? <Held /> : null}
          <Work key={count} app={app} vote={vote} guarded={guarded} />
        </>
      )}
    </div>
  );
}
