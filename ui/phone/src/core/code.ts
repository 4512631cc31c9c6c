// Codes for people: eight characters of Crockford's base32, in two groups of four.

export const CODE_LENGTH = 8;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Reads what somebody typed: any case, spaces and hyphens between; O is 0, I and L are 1; the rest is dropped. */
export function normalise(typed: string): string {
  let code = "";
  for (const sign of typed.toUpperCase()) {
    const plain = sign === "O" ? "0" : sign === "I" || sign === "L" ? "1" : sign;
    if (ALPHABET.indexOf(plain) >= 0) code += plain;
  }
  return code.slice(0, CODE_LENGTH);
}

export function complete(code: string): boolean {
  return code.length === CODE_LENGTH;
}
