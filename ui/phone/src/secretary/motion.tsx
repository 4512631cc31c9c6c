// Something unforeseen that is to be put to the vote: what, in which item, under which rule.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { App } from "../core/app";
import { currentItem, wholesOf } from "../core/select";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import type { Item, Matter, MotionLine } from "../wire/snapshot";
import { MATTERS } from "../wire/snapshot";
import { Choose } from "./choose";
import { Confirm } from "./confirm";
import { progress, Refused } from "./people";

const LONGEST_TITLE = 240;

interface Asked {
  /** Empty: the current item, or the first. */
  item: string;
  title: string;
  matter: Matter;
  part_of: string;
  closed_doors: boolean;
  /** The request that was made of it. */
  sent: string | null;
}

const FRESH: Asked = { item: "", title: "", matter: "resolution", part_of: "", closed_doors: false, sent: null };

/** What is taken behind closed doors is not written from here. */
function openItems(app: App): Item[] {
  return (app.snaps.agenda?.items ?? []).filter((item) => !item.closed_doors);
}

export function MotionTab({ app }: { app: App }): JSX.Element {
  const form = app.drafts.get<Asked>("motion", FRESH);
  const draft = form.value;
  const [confirming, setConfirming] = useState(false);
  const items = openItems(app);
  const item = items.find((one) => one.id === draft.item) ?? items.find((one) => one.id === currentItem(app.snaps)?.id) ?? items[0];
  const set = (part: Partial<Asked>): void => form.edit((before) => ({ ...before, ...part }));
  if (item === undefined) return <p class="lead" data-testid="page-motion">{t("agenda.none")}</p>;

  const wholes = wholesOf(item);
  const whole: MotionLine | undefined = wholes.find((motion) => motion.id === draft.part_of);
  const title = draft.title.trim().normalize("NFC");
  const add = (): void => {
    app.ask({ t: "add_motion", item: item.id, title, matter: draft.matter, part_of: whole?.id ?? null, closed_doors: draft.closed_doors });
    set({ sent: `motion/${item.id}/${title}`, item: item.id });
    setConfirming(false);
  };
  if (confirming) {
    return (
      <Confirm title={t("motion.confirm")} go={t("motion.go")} onBack={() => setConfirming(false)} onGo={add}>
        <h2 class="gap16">{title}</h2>
        <p>{t("item.number", { n: item.number })}: {item.short_title}</p>
        <p>{t("motion.matter")}: {t(`matter.${draft.matter}`)}</p>
        {whole === undefined ? null : <p>{t("vote.part_of", { title: whole.title })}</p>}
        {draft.closed_doors ? <p><b>{t("motion.closed_doors")}</b></p> : null}
      </Confirm>
    );
  }
  const done = draft.sent !== null && app.outbox?.settledFor(draft.sent)?.result === "recorded";
  const going = draft.sent === null ? "" : progress(app, draft.sent);
  return (
    <div class="narrow" data-testid="page-motion">
      <h1 class="mid">{t("motion.title")}</h1>
      {done ? (
        <>
          <p class="note" role="status" data-testid="motion-added"><b>{t("state.recorded")}</b><br />{t("motion.added", { n: item.number, title })}</p>
          <Key id="motion-again" class="tall gap24" onPress={() => form.drop()}>{t("motion.again")}</Key>
          <Key id="to-entry" class="tall gap8" onPress={() => { form.drop(); app.go({ page: "tab", tab: "entry" }); }}>{t("tab.entry")}</Key>
        </>
      ) : (
        <>
          <Choose id="motion-item" label={t("motion.item")} value={item.id} onValue={(value) => set({ item: value, part_of: "" })}>
            {items.map((one) => <option value={one.id}>{one.number}. {one.short_title}{one.state === "current" ? ` (${t("item.now").toLowerCase()})` : ""}</option>)}
          </Choose>
          <label class="field-label">
            <span class="cap">{t("motion.text")}</span>
            <textarea class="field" data-testid="motion-text" rows={4} maxLength={LONGEST_TITLE} value={draft.title} onInput={(event) => set({ title: event.currentTarget.value })} />
          </label>
          <Choose id="motion-matter" label={t("motion.matter")} value={draft.matter} onValue={(value) => set({ matter: value as Matter })}>
            {MATTERS.map((matter) => <option value={matter}>{t(`matter.${matter}`)}</option>)}
          </Choose>
          {draft.closed_doors || wholes.length === 0 ? null : (
            <Choose id="motion-part" label={t("motion.part")} value={whole?.id ?? ""} onValue={(value) => set({ part_of: value })}>
              <option value="">{t("motion.no_part")}</option>
              {wholes.map((motion) => <option value={motion.id}>{motion.number} {motion.title}</option>)}
            </Choose>
          )}
          <Key id="motion-doors" class={`gap16 ${draft.closed_doors ? "chosen" : ""}`} pressed={draft.closed_doors}
            onPress={() => set(draft.closed_doors ? { closed_doors: false } : { closed_doors: true, part_of: "", matter: "procedural" })}>
            {t("motion.closed_doors")}
          </Key>
          <div class="gap24">
            {draft.sent === null ? null : <Refused app={app} where={draft.sent} />}
            {going === "" ? null : <p role="status" data-testid="motion-state"><b>{going}</b></p>}
            <Key id="motion-go" class="now gap8" off={title === ""} onPress={() => setConfirming(true)}>{t("motion.next")}</Key>
          </div>
        </>
      )}
    </div>
  );
}
