/** A fence of code: three or more of one sign, indented by at most three spaces. */
const fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
/** What may become a list item when the rest of its line arrives. */
const beginOfItem = /^ {0,3}\d{0,9}$/;
/** A definition that links of other blocks refer to. */
const definition = /^ {0,3}\[[^\]]+\]:/m;

/** The blocks of a Markdown text, which mean the same alone: together they are the text. */
export function splitMarkdown(text: string): readonly string[] {
  return definition.test(text) && text.length <= longestWhole ? [text] : splitLive(text);
}

/** Longest text that is one block for the sake of its definitions. */
const longestWhole = 20_000;
/** Blocks of a text; the last one has all that follows. */
const maxBlocks = 1_000;

/**
 * The blocks of a text that is being written: while it grows, only the last block changes, so that the others need not be
 * parsed again. Links by reference come with the finished text.
 */
export function splitLive(text: string): readonly string[] {
  const blocks: string[] = [];
  let block = "";
  let open: string | null = null;
  let isAfterEmpty = false;
  let isList = false;
  for (const line of text.split(/(?<=\n)/)) {
    const isEmpty = line.trim() === "";
    const begins = isAfterEmpty && open === null && !isEmpty && !continues(isList, line);
    if (begins && blocks.length < maxBlocks) {
      blocks.push(block);
      block = "";
    }
    open = fenceAfter(open, line);
    // Looked at once: a long block that is read for each of its lines takes a time that grows with its square.
    if (block === "") isList = listItem.test(line);
    block += line;
    isAfterEmpty = isEmpty;
  }
  return block === "" ? blocks : [...blocks, block];
}

/** Whether a line after an empty one belongs to the block: it is indented, or the next item of a list. */
function continues(isList: boolean, line: string): boolean {
  return /^[ \t]/.test(line) ||
    (isList && (listItem.test(line) || beginOfItem.test(line)));
}

/** The sign of the fence that is open after a line; null: none is. */
export function fenceAfter(open: string | null, line: string): string | null {
  const sign = fence.exec(line)?.[1];
  if (!sign || open === null) return open ?? sign ?? null;
  const closes = sign[0] === open[0] && sign.length >= open.length && line.trim() === sign;
  return closes ? null : open;
}
