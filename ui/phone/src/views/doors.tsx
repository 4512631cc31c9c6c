// A closed sitting: no device is served, and nothing of it is in sight. What waits to be sent is kept.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { t } from "../text";
import { isLost } from "./frame";

export function DoorsPage({ app }: { app: App }): JSX.Element {
  const waiting = app.outbox?.pending.length ?? 0;
  return (
    <main class="doors" data-testid="page-doors">
      <div role="status"><h1>{t("doors.title")}</h1></div>
      <p>{t("doors.help")}</p>
      {waiting === 0 ? null : <p data-testid="doors-kept">{t("doors.kept", { n: waiting })}</p>}
      {isLost(app) ? <p data-testid="doors-lost">{t("lost.strip")}</p> : null}
    </main>
  );
}
