// What is being filled in. It keeps while the page lives, whatever is looked at meanwhile; texts that took somebody's time
// also outlive the page, until the kiosk has recorded them.

import type { Ask } from "../wire/device";
import { slot } from "../wire/device";
import type { Store } from "./storage";
import { readJson } from "./storage";

export interface Draft<T> {
  value: T;
  /** `change` gets what is there now: two taps may come before the page is drawn again. */
  edit(change: (before: T) => T): void;
  drop(): void;
}

/** Where forms are kept whose request has no name before it is made. */
export const COMMIT = "commit";
export const INVITED = "invited";

/** A text as it is sent. */
export function tidy(text: string): string {
  return text.trim().normalize("NFC");
}

/** Its length as the kiosk counts it. */
export function characters(text: string): number {
  return Array.from(tidy(text)).length;
}

export function draftsName(device: string): string {
  return `nt.drafts.${device}`;
}

export class Drafts {
  private values: Record<string, unknown> = {};
  private texts: Record<string, unknown> = {};
  private name: string | null = null;

  constructor(
    private readonly store: Store,
    private readonly changed: () => void,
  ) {}

  /** Those of this device, from now on. */
  of(device: string): void {
    this.name = draftsName(device);
    this.texts = readJson<Record<string, unknown>>(this.store, this.name) ?? {};
  }

  /** Lives as long as the page. */
  get<T>(name: string, fresh: T): Draft<T> {
    return this.draft(() => this.values, name, fresh, () => undefined);
  }

  /** Outlives the page. `where` is the slot of the request that it becomes. */
  text<T>(where: string, fresh: T): Draft<T> {
    return this.draft(() => this.texts, where, fresh, () => this.save());
  }

  /** A request was recorded: its draft is done with. Texts that are replaced again and again are, once they are known. */
  recorded(ask: Ask): void {
    if (ask.t === "note" || ask.t === "conclusion") return;
    this.done(ask.t === "commit" ? COMMIT : ask.t === "request_guest" ? INVITED : slot(ask));
  }

  /** The kiosk holds this text: a draft that says no more is done with. */
  known(where: string, text: string): void {
    const draft = this.texts[where];
    if (typeof draft === "string" && tidy(draft) === text) this.done(where);
  }

  private done(where: string): void {
    if (!(where in this.texts)) return;
    delete this.texts[where];
    this.save();
  }

  private draft<T>(table: () => Record<string, unknown>, name: string, fresh: T, save: () => void): Draft<T> {
    const read = (): T => (name in table() ? (table()[name] as T) : fresh);
    return {
      value: read(),
      edit: (change) => {
        table()[name] = change(read());
        save();
        this.changed();
      },
      drop: () => {
        delete table()[name];
        save();
        this.changed();
      },
    };
  }

  private save(): void {
    if (this.name !== null) this.store.put(this.name, JSON.stringify(this.texts));
  }
}
