// Who has the floor, and the clocks: of the speech, the item, the sitting. All of them are the kiosk's.

import type { JSX } from "preact";
import type { App } from "../core/app";
import { counted, countdown, lasted } from "../core/clock";
import type { Floor, Speaker, TurnKind, Watch } from "../wire/snapshot";
import { t } from "../text";

type Pace = "called" | "paused" | "left" | "soon" | "over";

/** "Phát biểu, lượt 2"; a first turn is not numbered. */
export function turnName(kind: TurnKind, turn: number): string {
  return turn > 1 ? t("kind.turn", { kind: t(`kind.${kind}`), n: turn }) : t(`kind.${kind}`);
}

function speechClock(floor: Floor, speaker: Speaker, now: number): { left: number; pace: Pace } {
  const left = speaker.limit_seconds * 1000 - counted(speaker, now);
  const warn = Math.max(0, ...floor.warn_seconds.filter((seconds) => seconds < speaker.limit_seconds)) * 1000;
  const pace = speaker.called ? "called" : left <= 0 ? "over" : speaker.since === null ? "paused" : left <= warn ? "soon" : "left";
  return { left, pace };
}

/** Who speaks on this device's own right. */
export function ownSpeech(app: App): Speaker | null {
  const speaker = app.snaps.floor?.speaker ?? null;
  const own = app.access === "device" ? app.snaps.device?.delegate ?? null : null;
  return speaker !== null && own !== null && speaker.delegate === own ? speaker : null;
}

/** On the phone of the one who was called, above everything; beside a paper that may be read from, on one line. */
export function OwnTurn({ app }: { app: App }): JSX.Element | null {
  const speaker = ownSpeech(app);
  const floor = app.snaps.floor;
  if (speaker === null || floor === null) return null;
  const { left, pace } = speechClock(floor, speaker, app.now());
  const small = app.route.page !== "home";
  return (
    <div class={`called ${pace === "over" ? "over" : ""} ${small ? "small" : ""}`} data-testid="called" data-pace={pace}>
      <div role="status"><h1>{t("speak.yours")}</h1></div>
      {small ? null : <p>{turnName(speaker.kind, speaker.turn)}</p>}
      <div class="split">
        <span class="clock" data-testid="own-clock" aria-hidden="true">{countdown(left)}</span>
        {small ? null : <b>{t(`speech.${pace}`)}</b>}
      </div>
    </div>
  );
}

/** Somebody else who speaks, else who spoke last. */
export function SpeakerNow({ app }: { app: App }): JSX.Element | null {
  const floor = app.snaps.floor;
  if (floor === null || ownSpeech(app) !== null) return null;
  const { speaker, last } = floor;
  if (speaker === null) return last === null ? null : <p class="cap gap8" data-testid="last-speaker">{t("speaker.last", { name: last })}</p>;
  const { left, pace } = speechClock(floor, speaker, app.now());
  const from = speaker.group === "" ? speaker.title : speaker.group;
  return (
    <section class="speaker" data-testid="speaker" data-pace={pace}>
      <div class="split">
        <span class="cap">{t("speaker.now")}</span>
        <b class={`clock ${pace === "over" ? "over" : ""}`} data-testid="speech-clock" aria-hidden="true">{countdown(left)}</b>
      </div>
      <h2>{speaker.name}</h2>
      {from === "" ? null : <p>{from}</p>}
      <div class="split"><span class="cap">{turnName(speaker.kind, speaker.turn)}</span><span class={`nw ${pace === "over" ? "over" : ""}`}>{t(`speech.${pace}`)}</span></div>
    </section>
  );
}

function Line({ id, name, watch, now, planned }: { id: string; name: string; watch: Watch; now: number; planned: number | null }): JSX.Element {
  const ms = counted(watch, now);
  const over = planned === null ? 0 : ms - planned * 60_000;
  const notes = [...(planned === null ? [] : [t("clock.planned", { n: planned })]), ...(watch.since === null ? [t("clock.paused")] : [])];
  return (
    <div class="gap8" data-testid={id}>
      <div class="split">
        <span>{name}</span>
        <span class="nw"><b data-testid={`${id}-time`} aria-hidden="true">{lasted(ms)}</b>{over < 1000 ? null : <b class="over"> +{lasted(over)}</b>}</span>
      </div>
      {notes.length === 0 ? null : <p class="cap">{notes.join(", ")}</p>}
    </div>
  );
}

export function Clocks({ app }: { app: App }): JSX.Element | null {
  const { item_clock: item, session_clock: session } = app.snaps.floor ?? { item_clock: null, session_clock: null };
  if (item === null && session === null) return null;
  const now = app.now();
  return (
    <div class="gap16">
      {item === null ? null : <Line id="clock-item" name={t("clock.item")} watch={item} now={now} planned={item.planned_minutes} />}
      {session === null ? null : <Line id="clock-session" name={t("clock.session")} watch={session} now={now} planned={null} />}
    </div>
  );
}
