/**
 * Characters that show nothing, or reorder what is next to them: with them a text looks like another one. Joiners, which
 * some scripts and emoji need, are not among them.
 */
const hidden =
  /(?![\t\n])\p{Cc}|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]/gu;

/** True if a text has characters that are not seen, or change what is. */
export const hasHidden = (text: string): boolean => text.search(hidden) >= 0;

/** JSON text of a value for people, with the same meaning: hidden characters are written as their escapes, as `\u202e`. */
export function jsonText(value: unknown, indent?: number): string {
  return withoutHidden(JSON.stringify(value, null, indent) ?? "null");
}

/** A text with the escapes of its hidden characters. */
export const withoutHidden = (text: string): string => text.replaceAll(hidden, escaped);

const escaped = (sign: string): string =>
  [...Array(sign.length).keys()]
    .map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
