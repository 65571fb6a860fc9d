import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf, liveBlock } from "./live-block.ts";
import { screenAfter } from "./testing/screen.ts";

test("after each change the terminal shows the newest lines, and the lines above stay", () => {
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

test("an unchanged line is not written again", () => {
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
