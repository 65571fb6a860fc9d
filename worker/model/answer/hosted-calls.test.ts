import assert from "node:assert/strict";
import { test } from "node:test";
import { asEvents } from "../recovery/adopted-answer.ts";
import type { RemoteEntry } from "../recovery/classify-history.ts";
import { outcomeOf, said, started, type WireEvent } from "../testing/wire-answer.ts";
import { Transcript } from "./transcript.ts";

const at = { id: "tool_exec_0", name: "web_search", output_index: 0 };
const cited = (content: unknown) => said(content, { id: "msg_1", output_index: 1 });
const reference = {
  type: "tool_reference",
  tool: "web_search",
  title: "A page",
  url: "https://example.com/a",
};
const file = { type: "tool_file", tool: "web_search", file_id: "f1", file_name: "a.png" };
const streamed: WireEvent[] = [
  started,
  { type: "tool.execution.started", ...at, arguments: "" },
  { type: "tool.execution.delta", ...at, arguments: '{"query"' },
  { type: "tool.execution.delta", ...at, arguments: ':"x"}' },
  { type: "tool.execution.done", ...at },
  cited("Found"),
  cited(reference),
  cited({ ...reference, url: "javascript:alert(1)", title: "Bad" }),
  cited(" it"),
  cited(file),
];

test("a tool that the provider ran is an entry with the later citations of it", () => {
  const { opened, entries } = outcomeOf(streamed);
  assert.deepEqual(opened[0], {
    ...{ kind: "tool", id: "tool_0", versionId: "v1", place: 0, step: 0, remoteToolCallId: null },
    ...{ server: "mistral", name: "web_search", hosted: true },
  });
  const [call, message] = entries;
  assert.equal(call?.kind, "hosted");
  assert.deepEqual(call?.kind === "hosted" && [call.arguments, call.result], [
    { query: "x" },
    "A page https://example.com/a\nBad",
  ]);
  assert.deepEqual(message?.kind === "message" && message.content.map((c) => c.type), [
    ...["text", "citation", "citation", "text", "media"],
  ]);
  const bad = message?.kind === "message" ? message.content[2] : undefined;
  assert.deepEqual(bad, { type: "citation", title: "Bad", url: null }, "no address to click");
  const files = message?.kind === "message" ? message.files : [];
  assert.deepEqual(files?.map((f) => [f.remoteId, f.title]), [["f1", "a.png"]]);
});

test("an adopted answer with such a call equals the streamed one", () => {
  const outputs = [
    {
      ...{ type: "tool.execution", id: "tool_exec_0", name: "web_search" },
      arguments: '{"query":"x"}',
    },
    {
      ...{ type: "message.output", id: "msg_1", role: "assistant" },
      content: [
        { type: "text", text: "Found" },
        reference,
        { ...reference, url: "javascript:alert(1)", title: "Bad" },
        { type: "text", text: " it" },
        file,
      ],
    },
  ] as RemoteEntry[];
  const adopted = new Transcript({
    step: 0,
    versionId: "v1",
    entryId: (kind, i) => `${kind}_${i}`,
  });
  for (const event of asEvents({ remoteId: "conv_1", before: [], outputs })) adopted.add(event);
  assert.deepEqual(adopted.entries(), outcomeOf(streamed).entries);
  assert.equal(adopted.ended, true);
});
