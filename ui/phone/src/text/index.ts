// The page's own sentences, Vietnamese first. A `*` on both sides makes a part bold; `{name}` is filled in.

import type { Text } from "../wire/text";
import { en } from "./en";
import type { Key } from "./vi";
import { vi } from "./vi";

export type Lang = "vi" | "en";
export type { Key } from "./vi";

let lang: Lang = "vi";

export function setLang(next: Lang): void {
  lang = next;
}

export function getLang(): Lang {
  return lang;
}

export type Fill = Record<string, string | number>;

export function filled(text: string, fill?: Fill): string {
  return fill === undefined ? text : text.replace(/\{(\w+)\}/g, (whole, name: string) => String(fill[name] ?? whole));
}

export function t(key: Key, fill?: Fill): string {
  return filled((lang === "vi" ? vi : en)[key], fill);
}

/** A sentence that the kiosk sent in both languages. */
export function said(text: Text): string {
  return lang === "vi" ? text.vi : text.en;
}

const VIETNAM_MS = 7 * 3_600_000;

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Time of day in Viet Nam, whatever the phone is set to: `11:31:07`, or `11:31`. */
export function timeOfDay(utc: number, seconds = true): string {
  const day = new Date(utc + VIETNAM_MS);
  const minutes = `${pad(day.getUTCHours())}:${pad(day.getUTCMinutes())}`;
  return seconds ? `${minutes}:${pad(day.getUTCSeconds())}` : minutes;
}

/** `17/12/2026` in Viet Nam. */
export function date(utc: number): string {
  const day = new Date(utc + VIETNAM_MS);
  return `${pad(day.getUTCDate())}/${pad(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
}
