import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalText } from "./refusal.ts";

test("an issue names the option that it is about, another refusal has its own message", () => {
  const issues = [
    { path: ["symbols", "1"], message: "Write a ticker symbol, such as AAPL." },
    { path: ["question"], message: "It is too long." },
    { path: ["language"], message: "Write a language, or use allowUnknown." },
  ];
  assert.equal(
    refusalText({ __typename: "ValidationError", message: "3 things are wrong.", issues }),
    [
      "--symbols, value 2: Write a ticker symbol, such as AAPL.",
      "the question: It is too long.",
      "--language: Write a language, or use --allow-unknown.",
    ].join("\n"),
  );
  assert.equal(refusalText({ __typename: "NotFoundError", message: "No agent." }), "No agent.");
});
