// Days as the kiosk writes them, "2027-03-31", in Viet Nam.

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

export function dayOf(utc: number): string {
  return new Date(utc + VIETNAM_MS).toISOString().slice(0, 10);
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** "31/3/2027" or "2027-03-31" as a day; `null` for what is none. Some browsers have no field for dates. */
export function readDay(text: string): string | null {
  const plain = text.trim();
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  const day = written === null ? plain : [written[3], written[2], written[1]].map((part) => (part ?? "").padStart(2, "0")).join("-");
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : day;
}

/** "31/03/2027". */
export function printed(day: string): string {
  return day.split("-").reverse().join("/");
}
