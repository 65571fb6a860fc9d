import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServerContext } from "@modelcontextprotocol/server";
import { progressOf } from "./progress.ts";
import { TurnProgress } from "./turn-progress.ts";

type Request = ServerContext["mcpReq"];
interface Note {
  progress: number;
  message: string;
}

/** A request, and what it is notified of. */
function request(_meta: Request["_meta"]) {
  const notes: Note[] = [];
  const notify = ({ params }: { params?: unknown }) => {
    notes.push(params as Note);
    return Promise.resolve();
  };
  return { notes, request: { _meta, notify } as unknown as Request };
}

test("a client that asked for no progress gets none", () => {
  const { notes, request: asked } = request({});
  progressOf(asked).step("Calls a tool");
  assert.deepEqual(notes, []);
});

test("every step is reported, its number grows, and of much text little is reported", () => {
  const { notes, request: asked } = request({ progressToken: "t" });
  const progress = progressOf(asked);
  progress.step("one");
  for (let n = 0; n < 500; n++) progress.more(`Writes: ${n}`);
  progress.step("two");
  assert.deepEqual(notes.map(({ message }) => message), ["one", "Writes: 0", "two"]);
  assert.deepEqual(notes.map(({ progress }) => progress), [1, 2, 3]);
});

test("messages are short, and their number is limited", () => {
  const { notes, request: asked } = request({ progressToken: 1 });
  const progress = progressOf(asked);
  for (let n = 0; n < 2_000; n++) progress.step("x".repeat(10_000));
  assert.equal(notes.length, 1_000);
  assert.equal(notes[0]?.message.length, 200);
});

test("a turn says which tool it calls and what came of it, not what it reads or writes", () => {
  const { notes, request: asked } = request({ progressToken: 1 });
  const turn = new TurnProgress(progressOf(asked));
  const [entryId, stepId] = ["tool_1", "call_1"];
  turn.report({ type: "model-call", stepId, status: "RUNNING", attempt: 2 });
  turn.report({ type: "model-call", stepId, status: "COMPLETED", attempt: 2 });
  turn.report({ type: "tool-start", entryId, server: "prices", name: "quote" });
  turn.report({ type: "arguments-delta", entryId, text: "secret" });
  const failure = { code: "TOOL_ERROR", message: "secret" };
  turn.report({ type: "tool-error", entryId, call: {} as never, failure });
  const place = { entryId: "message_1", part: 0, kind: "TEXT" as const };
  turn.report({ type: "text-delta", ...place, text: "secret" });
  assert.deepEqual(notes.map(({ message }) => message), [
    "Asks the model, attempt 2",
    "Calls prices.quote",
    "prices.quote has failed: TOOL_ERROR",
    "Writes: 6 characters",
  ]);
});
