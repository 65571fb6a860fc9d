import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationEventsData } from "@mistralai/mistralai/models/components";
import { asEvents } from "./adopt.ts";
import type { RemoteEntry } from "./judge-history.ts";
import { Transcript } from "./transcript.ts";

const transcript = () =>
  new Transcript({ step: 0, versionId: "v1", entryId: (kind, i) => `${kind}_${i}` });
const at = { id: "tool_exec_0", name: "web_search", outputIndex: 0 };
const said = (content: unknown, contentIndex: number) =>
  ({
    ...{ type: "message.output.delta", id: "msg_1", outputIndex: 1, role: "assistant" },
    ...{ content, contentIndex },
  }) as ConversationEventsData;
const reference = {
  type: "tool_reference",
  tool: "web_search",
  title: "A page",
  url: "https://example.com/a",
};
const file = { type: "tool_file", tool: "web_search", fileId: "f1", fileName: "a.png" };
const streamed: ConversationEventsData[] = [
  { type: "conversation.response.started", conversationId: "conv_1" },
  { type: "tool.execution.started", ...at, arguments: "" },
  { type: "tool.execution.delta", ...at, arguments: '{"query"' },
  { type: "tool.execution.delta", ...at, arguments: ':"x"}' },
  { type: "tool.execution.done", ...at },
  said("Found", 0),
  said(reference, 1),
  said({ ...reference, url: "javascript:alert(1)", title: "Bad" }, 2),
  said(" it", 3),
  said(file, 4),
];

test("a tool that the provider ran is an entry with what later parts cite of it", () => {
  const t = transcript();
  const progress = streamed.map((e) => t.add(e));
  const [opened] = progress.flatMap((p) => p.opened);
  assert.deepEqual(opened, {
    ...{ kind: "tool", id: "tool_0", versionId: "v1", place: 0, step: 0, remoteToolCallId: null },
    ...{ server: "mistral", name: "web_search", hosted: true },
  });
  const [call, message] = t.entries();
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

test("an adopted answer with such a call reads as the streamed one", () => {
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
  const [t, adopted] = [transcript(), transcript()];
  for (const event of streamed) t.add(event);
  for (const event of asEvents({ remoteId: "conv_1", before: [], outputs })) adopted.add(event);
  assert.deepEqual(adopted.entries(), t.entries());
  assert.equal(adopted.done, true);
});
