// The secretary's page: three tables of their own, and the session as everybody sees it.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { Frame } from "../views/frame";
import { DelegatePage } from "../views/root";
import { t } from "../text";
import { EntryTab } from "./entry";
import { RollTab } from "./roll";
import { SpeakTab } from "./speak";

export function SecretaryPage({ app }: { app: App }): JSX.Element {
  if (app.route.page !== "tab") return <DelegatePage app={app} />;
  const name = app.snaps.device?.name ?? "";
  return (
    <Frame app={app} wide right={<span class="soft">{t("secretary")}{name === "" ? null : <span class="roomy">: {name}</span>}</span>}>
      {app.route.tab === "roll" ? <RollTab app={app} /> : app.route.tab === "entry" ? <EntryTab app={app} /> : <SpeakTab app={app} />}
    </Frame>
  );
}
