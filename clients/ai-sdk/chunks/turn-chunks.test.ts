import assert from "node:assert/strict";
import { test } from "node:test";
import type { TurnPart } from "../../client/turn/mod.ts";
import { recording, recordings } from "../../client/turn/testing/recordings.ts";
import { chunksOf, messageOf, partsOf } from "../testing/read-message.ts";
import { mediaTypeOf } from "./message-chunks.ts";
import { TurnChunks } from "./turn-chunks.ts";

const chunked = (parts: readonly TurnPart[]) => {
  const chunks = new TurnChunks();
  return parts.flatMap((part) => chunks.add(part));
};
const turn = (status: string) =>
  ({ type: "turn", turnId: "t", status, failure: null }) as unknown as TurnPart;
const call = (status: string) =>
  ({ type: "model-call", stepId: "s", status, attempt: 1 }) as unknown as TurnPart;
const said = (entryId: string, part: number, text: string): TurnPart[] => {
  const place = { entryId, part, kind: "TEXT" as const };
  return [
    { type: "text-start", ...place },
    { type: "text-delta", ...place, text },
    { type: "text-end", ...place, text },
  ];
};
const begins = (entryId: string): TurnPart => ({ type: "message-start", entryId });

for (const name of recordings) {
  test(`${name}: the message is the same live, joined in the middle, and replayed after the end`, async () => {
    const { turnId, live, joined, replayed } = recording(name);
    const message = await messageOf(chunksOf(turnId, live));
    assert.equal(message.id, turnId);
    assert.ok(message.parts.length > 1);
    assert.deepEqual(await messageOf(chunksOf(turnId, joined)), message);
    assert.deepEqual(await messageOf(chunksOf(turnId, replayed)), message);
  });
}

test("a killed worker leaves no trace in the message", async () => {
  const { turnId, live } = recording("killed");
  const chunks = chunksOf(turnId, live);
  assert.equal(chunks.filter(({ type }) => type === "reset-step").length, 1);
  assert.equal(chunks.filter(({ type }) => type === "start-step").length, 1);
  const { parts } = await messageOf(chunks);
  assert.deepEqual(parts.map(({ type }) => type), ["step-start", "text"]);
});

test("an approval with other arguments: the message shows the proposed ones until the decision", async () => {
  const { turnId, live } = recording("edited");
  const chunks = chunksOf(turnId, live);
  const asked = chunks.findIndex(({ type }) => type === "tool-approval-request");
  const before = (await messageOf(chunks.slice(0, asked + 1))).parts.at(-1);
  const after = (await messageOf(chunks)).parts.find(({ type }) => type === "dynamic-tool");
  assert.ok(before?.type === "dynamic-tool" && after?.type === "dynamic-tool");
  assert.deepEqual([before.state, before.input], ["approval-requested", { symbol: "TSLA" }]);
  assert.deepEqual([after.state, after.input], ["output-available", { symbol: "MSFT" }]);
  assert.equal(after.approval?.approved, true);
});

test("a rejected call is denied, with the reason", async () => {
  const { turnId, live } = recording("rejected");
  const { parts } = await messageOf(chunksOf(turnId, live));
  const call = parts.find(({ type }) => type === "dynamic-tool");
  assert.ok(call?.type === "dynamic-tool");
  assert.equal(call.state, "output-denied");
  assert.deepEqual([call.approval?.approved, call.approval?.reason], [false, "not that one"]);
});

test("a turn waits for the user only once all other calls have ended", () => {
  const chunks = new TurnChunks();
  const start = (entryId: string): TurnPart => ({
    ...{ type: "tool-start", entryId, server: "prices", name: "price" },
  });
  const approval = {
    ...{ id: "a", verdict: "PENDING", argumentsHash: "h", proposedArguments: {}, reason: null },
    ...{ expiresAt: "2030-01-01T00:00:00Z", approveOnTimeout: false },
    toolCall: { id: "one", server: "prices", name: "price" },
  };
  const asks = { type: "approval", approvalId: "a", verdict: "PENDING", approval };
  const output = { type: "tool-output", entryId: "two", call: { output: 1, result: "1" } };
  const waits = [
    ...[turn("RUNNING"), call("RUNNING"), start("one"), start("two"), call("COMPLETED")],
    ...[asks, turn("WAITING"), output] as TurnPart[],
  ].map((part) => (chunks.add(part), chunks.isWaiting));
  assert.deepEqual(waits, [false, false, false, false, false, false, false, true]);
});

test("parts that arrived in another order than the answer has are put in order at the end of the step", async () => {
  const parts: TurnPart[] = [
    ...[turn("RUNNING"), call("RUNNING"), begins("m")],
    { type: "tool-start", entryId: "c", server: "prices", name: "price" },
    ...said("m", 0, "first"),
    ...said("m", 2, "third"),
    { type: "citation", entryId: "m", part: 1, title: "Page", url: "https://example.com/" },
    ...[call("COMPLETED"), turn("COMPLETED")],
  ];
  const message = await messageOf(chunked(parts));
  assert.deepEqual(partsOf(message), [
    "step-start",
    "first",
    "source-url",
    "third",
    "dynamic-tool",
  ]);
});

test("a file on the API has an address that a page of another origin can open", () => {
  const file = { type: "media", entryId: "m", part: 0, title: "chart.png", url: "/files/1" };
  const shown = (base: string) => new TurnChunks({ base }).add(file as TurnPart);
  assert.deepEqual(shown("https://api.example/graphql"), [
    { type: "file", url: "https://api.example/files/1", mediaType: "image/png" },
  ]);
  assert.deepEqual(shown("/graphql"), [{ type: "file", url: "/files/1", mediaType: "image/png" }]);
});

test("what stays of a step is shown again after a part of it was taken back", async () => {
  const parts: TurnPart[] = [
    ...[turn("RUNNING"), call("RUNNING"), begins("a")],
    ...said("a", 0, "stays"),
    begins("b"),
    ...said("b", 0, "goes"),
    { type: "discarded", entryId: "b" },
    ...[call("COMPLETED"), turn("COMPLETED")],
  ];
  assert.deepEqual(partsOf(await messageOf(chunked(parts))), ["step-start", "stays"]);
});

test("a failed turn ends with its reason, a cancelled one with abort", () => {
  const failure = { code: "UNAVAILABLE", message: "The provider did not answer." };
  const failed = { ...turn("FAILED"), failure } as TurnPart;
  assert.deepEqual(chunked([turn("RUNNING"), failed]).at(-1), {
    type: "error",
    errorText: failure.message,
  });
  assert.equal(chunked([turn("RUNNING"), turn("CANCELLED")]).at(-1)?.type, "abort");
});

test("a planned retry and a tool's progress are shown and not kept", async () => {
  const retry: TurnPart = {
    ...{ type: "retry", stepId: "s", attempt: 1, retryAt: "2030-01-01T00:00:00Z" },
    failure: { code: "RATE_LIMITED", message: "Too many requests." },
  };
  const progress: TurnPart = { type: "progress", stepId: "c", note: "half" };
  const made = chunked([turn("RUNNING"), call("RUNNING"), retry, progress, ...said("m", 0, "x")]);
  const shown = made.filter(({ type }) => type.startsWith("data-"));
  assert.deepEqual(shown.map(({ type }) => type), ["data-retry", "data-progress"]);
  assert.deepEqual(partsOf(await messageOf(made)), ["step-start", "x"]);
});

test("a file of a tool has a media type, whatever its name is", () => {
  for (const name of ["a.constructor", "b.__proto__", "c", ""]) {
    assert.equal(mediaTypeOf(name), "application/octet-stream", name);
  }
  assert.equal(mediaTypeOf("Report.PDF"), "application/pdf");
});
