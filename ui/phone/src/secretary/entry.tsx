// The vote at the secretary's table: each form has its own work here.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { openVote } from "../core/select";
import { t } from "../text";
import { Row } from "../views/bits";
import { Held, VoteHead } from "../views/subject";
import type { Vote } from "../wire/snapshot";
import { NamesCount } from "./byname";
import { HandsCount } from "./hands";
import { OnBehalf } from "./onbehalf";
import { PaperCount } from "./paper";

function Work({ app, vote }: { app: App; vote: Vote }): JSX.Element | null {
  switch (vote.form) {
    case "electronic":
    case "mixed":
      return <OnBehalf key={vote.vote} app={app} vote={vote} />;
    case "show_of_hands":
    case "cards":
      return <HandsCount key={vote.vote} app={app} vote={vote} />;
    case "hands_by_name":
      return <NamesCount key={vote.vote} app={app} vote={vote} />;
    case "secret_ballot":
      return vote.ballot === null ? null : <PaperCount key={vote.vote} app={app} vote={vote} sheet={vote.ballot} />;
  }
}

export function EntryTab({ app }: { app: App }): JSX.Element {
  const vote = openVote(app.snaps);
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
          <Work app={app} vote={vote} />
        </>
      )}
    </div>
  );
}
