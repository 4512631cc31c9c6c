// What a first load consists of, and how heavy it and the rest may be: bytes of gzip.

export const MOST_FIRST = 130_000;
export const MOST_LATER = 20_000;

/** Whether a file of dist comes with the first load: the page itself and what it names. */
export function isFirst(html, name) {
  return name === "index.html" || html.includes(`"/${name}"`);
}
