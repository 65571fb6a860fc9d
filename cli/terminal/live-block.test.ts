import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf, liveBlock } from "./live-block.ts";

/** What a terminal shows that was written this; the few orders that a block uses. */
function screenAfter(written: string): string[] {
  const lines: string[] = [""];
  let [row, column] = [0, 0];
  const line = () => lines[row] ?? "";
  // deno-lint-ignore no-control-regex -- the orders themselves
  for (const [token] of written.matchAll(/\x1b\[\??[0-9;]*[A-Za-z]|\r\n|\r|[^\x1b\r]+/g)) {
    if (token === "\r\n") [row, column] = [row + 1, 0];
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

test("whatever changes, the terminal shows the newest lines, and what stood above stays", () => {
  let written = "above\r\n";
  const block = liveBlock((text) => written += text);
  const frames = [["a", "long line", "c"], ["a", "short", "c"], ["x"], ["x", "y"], []];
  for (const lines of frames) {
    block.draw(lines);
    assert.deepEqual(screenAfter(written), ["above", ...lines, ""]);
  }
  block.draw(["last"]);
  block.close();
  assert.deepEqual(screenAfter(written), ["above", ""]);
});

test("what stays as it is is not written again", () => {
  assert.equal(frameOf(["a", "b"], ["a", "b"]), "");
  assert.doesNotMatch(frameOf(["title", "1 s"], ["title", "2 s"]), /title/);
});

test("the cursor is hidden while it draws and shown at the end", () => {
  let written = "";
  const block = liveBlock((text) => written += text);
  block.draw(["a"]);
  assert.ok(written.includes("\x1b[?25l"));
  block.close();
  assert.ok(written.endsWith("\x1b[?25h"));
});
