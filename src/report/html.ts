/** Text that is HTML already. Made by `html` and `trusted` alone, so that nothing else gets into a page unescaped. */
export interface Html {
  readonly html: string;
}

type Piece = string | number | Html | readonly Html[] | null | false;

/** HTML of a template: what is put in is escaped, in texts and in quoted attributes, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: String.raw({ raw: strings }, ...pieces.map(written)) };
}

/** Takes a text for HTML. Only for what is safe whoever wrote it. */
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
