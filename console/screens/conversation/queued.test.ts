import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationTurn } from "@tramontane/client/store";
import { splitQueued } from "./queued.ts";

const turn = (key: string, status: ConversationTurn["status"], id: string | null = key) => ({
  ...{ key, id, status, number: 1, failure: null, retry: null, entries: [] },
});

test("turns behind the open one are the queue; a first turn and a message on its way are not", () => {
  const running = turn("a", "RUNNING");
  const [next, sent] = [turn("b", "QUEUED"), turn("c", "QUEUED", null)];
  assert.deepEqual(splitQueued([running, next, sent], running), {
    ...{ shown: [running, sent], queued: [next] },
  });
  assert.deepEqual(splitQueued([next], next), { shown: [next], queued: [] });
});
