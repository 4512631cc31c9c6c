// The secretary's desk is a part of its own: delegates' phones never load it.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { Part } from "../core/part";
import type { SecretaryTab } from "../core/route";
import { t } from "../text";
import { Key } from "./bits";
import { Frame } from "./frame";

const desk = new Part(() => import("../secretary/page"));

export function Desk({ app, tab }: { app: App; tab: SecretaryTab }): JSX.Element {
  const changed = (): void => app.tick();
  desk.want(changed);
  const name = app.snaps.device?.name ?? "";
  return (
    <Frame app={app} wide right={<span class="soft">{t("secretary")}{name === "" ? null : <span class="roomy">: {name}</span>}</span>}>
      {desk.state.kind === "ready" ? <desk.state.value.Tab app={app} tab={tab} />
        : desk.state.kind === "waiting" ? <p class="lead" data-testid="desk-loading">{t("wait")}</p> : (
          <div data-testid="desk-failed" role="alert">
            <p class="problem"><b>{t("part.failed")}</b></p>
            <div class="keys gap16">
              <Key id="desk-again" class="now" onPress={() => { desk.again(changed); changed(); }}>{t("part.again")}</Key>
              {app.store.durable ? <Key id="desk-reload" onPress={() => location.reload()}>{t("part.reload")}</Key> : null}
            </div>
          </div>
        )}
    </Frame>
  );
}
