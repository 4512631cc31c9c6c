// The secretary's tabs; where the secretary is a delegate too, their own open vote stays in sight.

import type { JSX } from "preact";
import type { App } from "../core/app";
import type { Route } from "../core/route";
import { routeHash } from "../core/route";
import { byDevice, openVote, standing } from "../core/select";
import type { Key as Word } from "../text";
import { t } from "../text";
import { Key } from "./bits";

const TABS: readonly { route: Route; word: Word; id: string }[] = [
  { route: { page: "tab", tab: "roll" }, word: "tab.roll", id: "tab-roll" },
  { route: { page: "tab", tab: "entry" }, word: "tab.entry", id: "tab-entry" },
  { route: { page: "tab", tab: "speak" }, word: "tab.speak", id: "tab-speak" },
  { route: { page: "home" }, word: "tab.own", id: "tab-own" },
];

/** The tab under which a page lies. */
function tabOf(route: Route): string {
  if (route.page !== "tab") return routeHash({ page: "home" });
  if (route.tab === "guests") return routeHash({ page: "tab", tab: "roll" });
  if (route.tab === "notes" || route.tab === "promises") return routeHash({ page: "tab", tab: "speak" });
  return routeHash(route.tab === "motion" ? { page: "tab", tab: "entry" } : route);
}

export function Tabs({ app }: { app: App }): JSX.Element {
  const here = tabOf(app.route);
  const vote = openVote(app.snaps);
  const device = app.snaps.device;
  const owes = vote !== null && byDevice(vote) && vote.state === "open" && device?.delegate != null && device.attendance === "present"
    && app.route.page !== "home" && standing(app.snaps, app.outbox, vote.vote, app.now()).recorded === null;
  return (
    <>
      <nav class="tabs">
        {TABS.map(({ route, word, id }) => {
          const chosen = routeHash(route) === here;
          return <Key id={id} class={chosen ? "chosen" : ""} current={chosen} onPress={() => app.go(route)}>{t(word)}</Key>;
        })}
      </nav>
      {owes ? (
        <div class="band"><Key id="own-vote" onPress={() => app.go({ page: "home" })}>{t("secretary.own_vote", { number: vote.number })}</Key></div>
      ) : null}
    </>
  );
}
