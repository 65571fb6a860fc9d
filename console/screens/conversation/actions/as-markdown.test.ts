import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationTurn, MessageEntry, ToolCallEntry } from "@tramontane/client/store";
import { asMarkdown } from "./as-markdown.ts";

const shown = { turnId: "t", turnNumber: 1, status: "COMPLETED", createdAt: null } as const;
const question: MessageEntry = {
  ...{ ...shown, type: "message", id: "q", key: "q", role: "USER", author: null },
  ...{ delivery: null, fault: null },
};
const call: ToolCallEntry = {
  ...{ ...shown, type: "tool-call", id: "c", key: "c", server: "prices", name: "get_price" },
  ...{ arguments: { symbol: "TSLA" }, result: "a ``` b", output: null, files: [], failure: null },
  ...{ approval: null, retryAt: null, note: null, attempts: 1, startedAt: null, endedAt: null },
};
const turn: ConversationTurn = {
  ...{ key: "t", id: "t", number: 1, status: "FAILED", retry: null, entries: [question, call] },
  failure: { code: "INTERNAL", message: "no" },
};

test("a conversation is turns with their messages, tool calls and failures", () => {
  assert.equal(
    asMarkdown("Prices", [turn], () => "What does **TSLA** cost?"),
    `# Prices

## Turn 1 (failed)

**User:**

What does **TSLA** cost?

**Tool get_price** (completed)

\`\`\`
{
  "symbol": "TSLA"
}
\`\`\`

\`\`\`\`
a \`\`\` b
\`\`\`\`

**Failed:** INTERNAL no
`,
  );
});
