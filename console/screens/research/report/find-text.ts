/** Where a text is in the texts of nodes: from a place to another one. */
export interface Found {
  readonly from: { readonly node: number; readonly offset: number };
  readonly to: { readonly node: number; readonly offset: number };
}

/**
 * Finds a text in nodes that follow each other, whatever spaces and markup divide it: `up 27.2 %` is found in `*up*` and
 * ` 27.2 %`. Each place where it is, at most 20.
 */
export function findText(nodes: readonly string[], text: string): Found[] {
  const wanted = squeezed([text]);
  const all = squeezed(nodes);
  const found: Found[] = [];
  if (wanted.text === "") return found;
  let at = all.text.indexOf(wanted.text);
  while (at >= 0 && found.length < 20) {
    const end = at + wanted.text.length;
    const from = all.places[at];
    const last = all.places[end - 1];
    if (from && last && isWhole(all.text, at, end)) {
      found.push({ from, to: { node: last.node, offset: last.offset + 1 } });
    }
    at = all.text.indexOf(wanted.text, end);
  }
  return found;
}

/** False for a piece of a number, such as 41 in 2041 or in 41.5. */
function isWhole(text: string, from: number, to: number): boolean {
  const [before, first] = [text.slice(Math.max(0, from - 2), from), text[from] ?? ""];
  const [last, after] = [text[to - 1] ?? "", text.slice(to, to + 2)];
  return !(/\d/.test(first) && /\d[.,]?$/.test(before)) &&
    !(/\d/.test(last) && /^[.,]?\d/.test(after));
}

/** The letters of texts in lower case without spaces and Markdown's marks, with the place of each. */
function squeezed(nodes: readonly string[]) {
  const places: { node: number; offset: number }[] = [];
  let text = "";
  nodes.forEach((content, node) => {
    for (let offset = 0; offset < content.length; offset++) {
      const letter = content[offset] ?? "";
      if (/[\s*_`]/.test(letter)) continue;
      text += letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter;
      places.push({ node, offset });
    }
  });
  return { text, places };
}
