/** A sentence in both languages. */
export interface Text {
  vi: string;
  en: string;
}
