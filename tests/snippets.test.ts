import assert from "node:assert/strict";
import { test } from "node:test";
import { snippetsOf } from "./support/snippets.ts";

test("a block belongs to the comment above it, not to one above other text", () => {
  const page = [
    ...[
      "<!-- run: a.py -->",
      "",
      "```py",
      "print(1)",
      "",
      "print(2)",
      "```",
      "",
      "```sh",
      "ls",
      "```",
    ],
    ...["<!-- not run: it needs a server -->", "text", "```", "x", "```"],
    ...["<!-- not run: it needs a server -->", "```json", "{}", "```"],
  ].join("\n");
  assert.deepEqual(snippetsOf(page), [
    { name: "a.py", notRun: null, language: "py", text: "print(1)\n\nprint(2)\n", line: 3 },
    { name: null, notRun: null, language: "sh", text: "ls\n", line: 9 },
    { name: null, notRun: null, language: "", text: "x\n", line: 14 },
    { name: null, notRun: "it needs a server", language: "json", text: "{}\n", line: 18 },
  ]);
});
