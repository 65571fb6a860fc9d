/** Colours of text, or none. */
export interface TextStyle {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

const paint = (code: number) => (text: string) => `\x1b[${code}m${text}\x1b[0m`;
const plain = (text: string) => text;

/** Colours for a terminal, none for a pipe or with NO_COLOR. */
export function textStyle(terminal: boolean, noColor: boolean): TextStyle {
  if (!terminal || noColor) {
    return { bold: plain, dim: plain, good: plain, bad: plain, warn: plain };
  }
  return { bold: paint(1), dim: paint(2), good: paint(32), bad: paint(31), warn: paint(33) };
}
