// The tables of the secretary's desk.

import type { JSX } from "preact";
import type { App } from "../core/app";
import type { SecretaryTab } from "../core/route";
import { EntryTab } from "./entry";
import { GuestsTab } from "./guests";
import { MotionTab } from "./motion";
import { NotesTab } from "./notes";
import { PromisesTab } from "./promises";
import { RollTab } from "./roll";
import { SpeakTab } from "./speak";

export function Tab({ app, tab }: { app: App; tab: SecretaryTab }): JSX.Element {
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
    case "notes":
      return <NotesTab app={app} />;
    case "promises":
      return <PromisesTab app={app} />;
  }
}
