// The sentences of the secretary's desk beside those of the page, so that a delegate's phone need not load them.

import * as page from "..";
import { en } from "./en";
import type { Key as DeskKey } from "./vi";
import { vi } from "./vi";

export type Key = page.Key | DeskKey;

export function t(key: Key, fill?: page.Fill): string {
  const text = (page.getLang() === "vi" ? vi : en)[key as DeskKey] as string | undefined;
  return text === undefined ? page.t(key as page.Key, fill) : page.filled(text, fill);
}
