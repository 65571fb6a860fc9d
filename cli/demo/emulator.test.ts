import assert from "node:assert/strict";
import { test } from "node:test";
import { countRequests } from "./emulator.ts";

const record = (operation: string, more: object) => ({
  operation,
  ran: "full",
  cut: false,
  ...more,
});
const metadata = { tramontane_conversation: "ours" };

test("all calls of a conversation are counted, restarts with it, and no others", () => {
  const requests = countRequests("ours", [
    record("conversations.start", { conversation: "r1", root: "r1", metadata }),
    record("conversations.append", { conversation: "r1", root: "r1", cut: true }),
    record("conversations.restart", { conversation: "r2", root: "r1", metadata }),
    record("conversations.history", { conversation: "r1", root: "r1" }),
    record("agents.create", {}),
    record("conversations.start", { conversation: "r9", root: "r9" }),
  ]);
  assert.deepEqual(requests, { requests: 3, ran: 3, unanswered: 1 });
});

test("what broke off did not run to its end", () => {
  const cut = { conversation: "r1", root: "r1", metadata, ran: "partial", cut: true };
  assert.deepEqual(countRequests("ours", [record("conversations.start", cut)]), {
    requests: 1,
    ran: 0,
    unanswered: 0,
  });
});
