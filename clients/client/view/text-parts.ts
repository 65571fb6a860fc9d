import { assign, checkPart, type TextPiece } from "./assign.ts";

/**
 * A part of an entry. `kind` is TEXT, THINKING or ARGUMENTS, as in TextDelta; or CITATION or MEDIA, which have no text
 * and no deltas, but a `title` and perhaps a `url` if these are selected.
 */
export interface TextPart {
  readonly kind: string;
  readonly text: string;
  readonly title?: string;
  readonly url?: string | null;
}

/** An event with more text of an entry or a phase. */
export interface TextDeltaEvent extends TextPiece {
  __typename: "TextDelta";
  nodeId: string;
  part: number;
  kind: string;
}

/** The parts with a piece of text. Parts before it that have no text yet are empty. Throws RangeError like `assign`. */
export function partsWith(
  parts: readonly TextPart[],
  { part, kind, ...piece }: Pick<TextDeltaEvent, "part" | "kind" | "offset" | "text">,
): readonly TextPart[] {
  checkPart(part);
  const changed = [...parts];
  while (changed.length < part) changed.push({ kind, text: "" });
  changed[part] = { kind, text: assign(changed[part]?.text ?? "", piece) };
  return changed;
}
