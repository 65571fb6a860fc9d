/** The lines on a terminal after some output; knows the escape sequences of a live block. */
export function screenAfter(written: string): string[] {
  const lines: string[] = [""];
  let [row, column] = [0, 0];
  const line = () => lines[row] ?? "";
  // deno-lint-ignore no-control-regex -- the sequences themselves
  for (const [token] of written.matchAll(/\x1b\[\??[0-9;]*[A-Za-z]|\r?\n|\r|[^\x1b\r\n]+/g)) {
    if (token.endsWith("\n")) [row, column] = [row + 1, 0];
    else if (token === "\r") column = 0;
    else if (token === "\x1b[K") lines[row] = line().slice(0, column);
    else if (token === "\x1b[J") lines.splice(row, lines.length, line().slice(0, column));
    else if (/^.\[\d+A$/.test(token)) row -= parseInt(token.slice(2));
    else if (!token.startsWith("\x1b")) {
      lines[row] = line().slice(0, column) + token + line().slice(column + token.length);
      column += token.length;
    }
    lines[row] ??= "";
  }
  return lines;
}
