/** Text that is HTML already. Only `html` and `trusted` make it, so that no other text gets into a page unescaped. */
export interface Html {
  readonly html: string;
}

type Piece = string | number | Html | readonly Html[] | null | false;

/** HTML of a template: values are escaped, in texts and in quoted attributes, unless they are HTML themselves. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: String.raw({ raw: strings }, ...pieces.map(written)) };
}

/** Takes a text as HTML. Only for text that is safe, whatever its author. */
export const trusted = (text: string): Html => ({ html: text });

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function written(piece: Piece): string {
  if (piece === null || piece === false) return "";
  if (typeof piece === "string" || typeof piece === "number") {
    return String(piece).replace(/[&<>"']/g, (c) => escapes[c] ?? c);
  }
  return "html" in piece ? piece.html : piece.map(({ html }) => html).join("");
}
