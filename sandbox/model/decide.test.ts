import assert from "node:assert/strict";
import { test } from "node:test";
import { decide } from "./decide.ts";
import type { Json, ModelOutput, OfferedTool, Prompt, PromptEntry } from "./types.ts";

const tool = (
  name: string,
  description: string,
  properties: Json,
  required: string[],
): OfferedTool => ({
  name,
  description,
  parameters: { type: "object", properties, required },
});
const price = tool("prices__get_current_stock_price", "The current price of one stock.", {
  symbol: { type: "string" },
}, ["symbol"]);
const news = tool("financials__get_news", "Recent headlines about a company.", {
  symbol: { type: "string" },
  count: { type: "integer", minimum: 1, maximum: 10 },
}, ["symbol", "count"]);
const compared = tool("financials__compare_valuation", "Compares companies.", {
  symbols: { type: "array", items: { type: "string" } },
}, ["symbols"]);
const search = tool("web__search_papers", "Finds research papers.", {
  query: { type: "string" },
  sort: { type: "string", enum: ["newest", "cited"] },
}, ["query"]);

const user = (text: string): PromptEntry => ({ kind: "user", text });
const result = (id: string, value: unknown): PromptEntry => ({
  kind: "result",
  id,
  text: typeof value === "string" ? value : JSON.stringify(value),
});
const call = (id: string, symbol: string): PromptEntry => ({
  kind: "call",
  id,
  name: price.name,
  arguments: JSON.stringify({ symbol }),
});
const prompt = (seen: PromptEntry[], more: Partial<Prompt> = {}): Prompt => ({
  agentName: "analyst",
  instructions: "",
  tools: [price],
  toolChoice: "auto",
  schema: undefined,
  hosted: [],
  thinks: false,
  handoffs: [],
  seen,
  ...more,
});
const calls = (outputs: ModelOutput[]) =>
  outputs.map((one) => one.kind === "call" ? [one.name, JSON.parse(one.arguments)] : one.kind);
const textOf = (outputs: ModelOutput[]) =>
  outputs.map((one) => one.kind === "message" ? one.text : one.kind).join("");

const answered: PromptEntry[] = [
  user("Prices of Apple and Microsoft?"),
  call("a", "AAPL"),
  call("b", "MSFT"),
  result("a", { symbol: "AAPL", price: 200, currency: "USD" }),
  result("b", { symbol: "MSFT", price: 500, currency: "USD" }),
  { kind: "answer", text: "..." },
];

test("the model makes one call for each ticker, named by ticker or by company", () => {
  const outputs = decide(
    prompt([user("How do the stock prices of Nvidia, $XYZ and BRK.B compare?")]),
  );
  assert.deepEqual(
    calls(outputs),
    ["NVDA", "XYZ", "BRK.B"].map((symbol) => [price.name, { symbol }]),
  );
});

test("words in capitals are not tickers", () => {
  assert.deepEqual(calls(decide(prompt([user("Is the USD price in the JSON OK?")]))), ["message"]);
});

test("the model chooses tools by their names: one, two at once, or one that takes a list", () => {
  const tools = [price, news, compared];
  const asked = (text: string) => calls(decide(prompt([user(text)], { tools })));
  assert.deepEqual(asked("3 news items on Tesla"), [[news.name, { symbol: "TSLA", count: 3 }]]);
  assert.deepEqual(asked("Price and news for AMD").map((one) => one[0]), [price.name, news.name]);
  assert.deepEqual(asked("Valuation of AMD and Intel"), [[compared.name, {
    symbols: ["AMD", "INTC"],
  }]]);
});

test("other tools get the text, and the enum value that the text names", () => {
  const outputs = decide(
    prompt([user("Find the newest papers on durable execution")], { tools: [search] }),
  );
  assert.deepEqual(calls(outputs), [[search.name, {
    query: "Find the newest papers on durable execution",
    sort: "newest",
  }]]);
});

test("the model calls no tool without need, or if tool_choice forbids it", () => {
  assert.deepEqual(calls(decide(prompt([user("Hello there")]))), ["message"]);
  const forbidden = prompt([user("Price of AAPL?")], { toolChoice: "none" });
  assert.deepEqual(calls(decide(forbidden)), ["message"]);
  assert.deepEqual(calls(decide(prompt([user("Hello")], { toolChoice: "required" }))), [[
    price.name,
    {
      symbol: "AAPL",
    },
  ]]);
});

test("the answer describes results, wrapped or bare, and failures", () => {
  const text = textOf(decide(prompt([
    user("Prices of AAPL, MSFT and FOO?"),
    call("a", "AAPL"),
    call("b", "MSFT"),
    call("c", "FOO"),
    result("a", {
      structuredContent: { symbol: "AAPL", regularMarketPrice: 200.5, currency: "USD" },
    }),
    result("b", {
      content: [{ type: "text", text: '{"price":500,"name":"Microsoft Corporation"}' }],
    }),
    result("c", "Error: no such symbol"),
  ])));
  assert.match(text, /AAPL.*200\.50 USD/);
  assert.match(text, /Microsoft Corporation\*\* \(MSFT\).*500\.00 USD/);
  assert.match(text, /failed: Error: no such symbol/);
  assert.match(text, /emulated answer/);
});

test("a follow-up is answered from earlier results, without a call", () => {
  const text = textOf(
    decide(prompt([...answered, user("Which of the two is higher, and by how much?")])),
  );
  assert.match(text, /MSFT\*\* is higher than AAPL, by \*\*300\.00 USD\*\* \(150\.0 %\)/);
});

test("a follow-up about an unknown price makes a call", () => {
  const outputs = decide(
    prompt([...answered, user("Is the price of AMD higher than that of Apple?")]),
  );
  assert.deepEqual(calls(outputs), ["AMD", "AAPL"].map((symbol) => [price.name, { symbol }]));
});

test("a message that arrives with results is answered together with them", () => {
  const seen = [...answered.slice(0, 5), user("and be brief")];
  assert.match(textOf(decide(prompt(seen))), /500\.00 USD/);
});

test("a new question after cancelled results starts a new turn", () => {
  const seen = [
    user("Price of AAPL?"),
    call("a", "AAPL"),
    result("a", "cancelled"),
    user("Price of AMD?"),
  ];
  assert.deepEqual(calls(decide(prompt(seen))), [[price.name, { symbol: "AMD" }]]);
});

test("an answer has exactly the number of words that the message asks for", () => {
  const words = textOf(decide(prompt([user("Explain in about 120 words")]))).replace(
    "*(emulated answer)*",
    "",
  );
  assert.equal(words.trim().split(/\s+/).length, 120);
});

test("the model hands over to the agent that the message names", () => {
  const handoffs = [{ id: "ag_1", name: "Verifier" }];
  assert.deepEqual(decide(prompt([user("Ask the verifier")], { handoffs })), [{
    kind: "handoff",
    to: "ag_1",
  }]);
});

test("the same prompt gives the same decision", () => {
  const one = prompt([...answered, user("Tell me more in about 50 words")]);
  assert.deepEqual(decide(one), decide(one));
});
