// The secretary's page: the tables of the desk, and the session as everybody sees it.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { Frame } from "../views/frame";
import { DelegatePage } from "../views/root";
import { t } from "../text";
import type { SecretaryTab } from "../core/route";
import { EntryTab } from "./entry";
import { GuestsTab } from "./guests";
import { MotionTab } from "./motion";
import { RollTab } from "./roll";
import { SpeakTab } from "./speak";

function Tab({ app, tab }: { app: App; tab: SecretaryTab }): JSX.Element {
  switch (tab) {
    case "roll":
      return <RollTab app={app} />;
    case "guests":
      return <GuestsTab app={app} />;
    case "entry":
      return <EntryTab app={app} />;
    case "motion":
      return <MotionTab app={app} />;
    case "speak":
      return <SpeakTab app={app} />;
  }
}

export function SecretaryPage({ app }: { app: App }): JSX.Element {
  if (app.route.page !== "tab") return <DelegatePage app={app} />;
  const name = app.snaps.device?.name ?? "";
  return (
    <Frame app={app} wide right={<span class="soft">{t("secretary")}{name === "" ? null : <span class="roomy">: {name}</span>}</span>}>
      <Tab app={app} tab={app.route.tab} />
    </Frame>
  );
}
