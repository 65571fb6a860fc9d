import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequest } from "../errors.ts";
import { chatInput } from "./chat-input.ts";
import type { ResponseBody } from "./response-body.ts";
import { responseInput } from "./response-input.ts";

const input = (given: ResponseBody["input"], instructions?: string) =>
  responseInput({ input: given, instructions });
const refused = (given: ResponseBody["input"]) => {
  try {
    input(given);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.param;
  }
  return "accepted";
};
const decision = {
  ...{ type: "mcp_approval_response", approval_request_id: "mcpr_0a", approve: true },
};

test("a text is the message", () => {
  assert.deepEqual(input("hello"), { content: [{ text: "hello" }] });
});

test("instructions and earlier messages are a part before the message, as JSON", () => {
  const given = [
    { role: "user", content: 'my name is "Ada"' },
    { type: "reasoning", summary: [] },
    { role: "assistant", content: [{ type: "output_text", text: "Hello Ada" }] },
    { role: "user", content: "who am I?" },
  ];
  const { content: [context, message] } = input(given, "Be brief.") as {
    content: { text: string }[];
  };
  assert.deepEqual(message, { text: "who am I?" });
  assert.deepEqual(JSON.parse(context?.text.split("\n\n")[1] ?? ""), [
    { role: "developer", text: "Be brief." },
    { role: "user", text: 'my name is "Ada"' },
    { role: "assistant", text: "Hello Ada" },
  ]);
});

test("images and documents are passed by their address", () => {
  const content = [
    { type: "input_text", text: "what is this?" },
    { type: "input_image", image_url: "https://example.com/a.png" },
    { type: "input_file", file_url: "https://example.com/a.pdf" },
  ];
  assert.deepEqual(input([{ role: "user", content }]), {
    content: [
      { text: "what is this?" },
      { imageUrl: "https://example.com/a.png" },
      { documentUrl: "https://example.com/a.pdf" },
    ],
  });
});

test("decisions are read with the id of the approval", () => {
  const one = { approvalId: "approval_0a", approve: true, reason: null };
  assert.deepEqual(input([decision]), { decisions: [one] });
  assert.deepEqual(input([{ role: "user", content: "hello" }, decision]), { decisions: [one] });
});

test("what cannot be sent is refused, with its place", () => {
  const image = (image_url: string) => [
    { role: "user", content: [{ type: "input_image", image_url }] },
  ];
  assert.equal(refused([]), "input");
  assert.equal(refused([{ role: "assistant", content: "hello" }]), "input");
  assert.equal(refused([{ role: "user" }]), "input[0].content");
  assert.equal(refused([{ type: "item_reference", id: "msg_1" }]), "input[0]");
  assert.equal(refused([decision, { role: "user", content: "and now?" }]), "input");
  assert.equal(refused([{ ...decision, approval_request_id: "1" }]), "input[0]");
  assert.equal(refused([{ ...decision, approve: undefined }]), "input[0]");
  assert.equal(refused(image("data:image/png;base64,AA")), "input[0].content[0]");
  assert.equal(refused(image("http://example.com/a.png")), "input[0].content[0]");
  assert.equal(
    refused([{ role: "user", content: [{ type: "input_file", file_id: "file_1" }] }]),
    "input[0].content[0]",
  );
});

test("a chat sends its earlier messages only where its conversation begins", () => {
  const messages = [
    { role: "system", content: "Be brief." },
    { role: "assistant", content: null },
    { role: "user", content: "hello" },
  ];
  const { first, next } = chatInput({ model: "a", messages });
  assert.deepEqual(next, [{ text: "hello" }]);
  assert.deepEqual(first.slice(1), next);
  assert.match(JSON.stringify(first[0]), /Be brief/);
  const open = [{ role: "user", content: "hello" }, { role: "assistant", content: "hi" }];
  assert.throws(() => chatInput({ model: "a", messages: open }), InvalidRequest);
});

test("more decisions than a request may have are refused", () => {
  assert.equal(refused(Array.from({ length: 100 }, () => decision)), "accepted");
  assert.equal(refused(Array.from({ length: 101 }, () => decision)), "input");
});
