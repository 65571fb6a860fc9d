/** How text is dressed: for a person at a terminal, or plainly. */
export interface TextStyle {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

const paint = (code: number) => (text: string) => `\x1b[${code}m${text}\x1b[0m`;
const plainly = (text: string) => text;

/** The style of standard output. */
export function processStyle(): TextStyle {
  return textStyle(Deno.stdout.isTerminal(), Deno.noColor);
}

/** Colours for a terminal, none for a pipe or with NO_COLOR. */
export function textStyle(terminal: boolean, noColor: boolean): TextStyle {
  if (!terminal || noColor) {
    return { bold: plainly, dim: plainly, good: plainly, bad: plainly, warn: plainly };
  }
  return { bold: paint(1), dim: paint(2), good: paint(32), bad: paint(31), warn: paint(33) };
}
