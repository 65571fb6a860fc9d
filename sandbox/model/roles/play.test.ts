import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decide } from "../decide.ts";
import { asObject, type Json, type OfferedTool, type PromptEntry } from "../types.ts";
import { readBrief } from "./brief.ts";
import { RoleFailure } from "./play.ts";

const promptFile = (server: string, name: string) => {
  const path = new URL(`../../../mcp/prompts/${server}/${name}.md`, import.meta.url);
  return readFileSync(path, "utf8").split("---\n")[2]?.trim() ?? "";
};
const holding = (...fields: string[]): Json => ({
  type: "object",
  properties: Object.fromEntries(fields.map((f) => [f, {}])),
});
const parts: Record<string, { instructions: string; schema: Json | undefined }> = {
  planner: {
    instructions: promptFile("financials", "planner"),
    schema: holding("summary", "searches"),
  },
  search: { instructions: promptFile("financials", "search"), schema: undefined },
  prices: {
    instructions: promptFile("prices", "price_analyst"),
    schema: holding("summary", "metrics"),
  },
  writer: {
    instructions: promptFile("financials", "writer"),
    schema: holding("title", "sections", "sources"),
  },
  verifier: {
    instructions: promptFile("financials", "verifier"),
    schema: holding("issues", "passed"),
  },
};
const offer = (name: string): OfferedTool => ({ name, description: "", parameters: {} });
function play(role: string, brief: string, more: PromptEntry[] = [], tools: OfferedTool[] = []) {
  const { instructions = "", schema } = parts[role] ?? {};
  const seen: PromptEntry[] = [{ kind: "user", text: brief }, ...more];
  const hosted = ["web_search"];
  const rest = { agentName: "x", toolChoice: "auto", handoffs: [], hosted, thinks: false };
  return decide({ ...rest, instructions, schema, tools, seen });
}
const json = (role: string, brief: string, more?: PromptEntry[]) => {
  const [output] = play(role, brief, more);
  return output?.kind === "message" ? asObject(JSON.parse(output.text)) : {};
};
const question = (directive = "") =>
  `## Question\n\nHow is NVDA doing against AMD? ${directive}\n\n## Today\n\n2026-11-23`;
const block = (title: string, value: unknown) =>
  `\n\n## ${title}\n\n\`\`\`json\n${JSON.stringify(value, null, 1)}\n\`\`\``;
const findings = [{
  search: "a",
  summary: "s",
  sources: [{ title: "T", url: "https://emulated.example.com/a-1" }],
}];
const price = {
  ...{ name: "Price, NVDA", symbol: "NVDA", value: "180.26", unit: "USD", period: null },
  ...{ source: { call: "prices.c1", pointer: "/price" }, derivation: null },
};
const metrics = [{ ...price, evidence: "EXACT", quoted: "180.26" }];
const analyses = [{ analysis: "Prices", summary: "Up; samples and not market data.", metrics }];
const inputs = block("Findings of the searches", findings) + block("Analyses", analyses);

test("the planner splits the question into the maximum number of distinct searches, each with a reason", () => {
  const plan = json("planner", `${question()}\n\n## Maximum searches\n\n3`);
  const searches = plan.searches as { query: string; reason: string }[];
  assert.equal(searches.length, 3);
  assert.equal(new Set(searches.map((s) => s.query)).size, 3);
  assert.match(searches[0]?.query ?? "", /NVIDIA Corporation \(NVDA\) and Advanced Micro Devices/);
  assert.ok(searches.every((s) => s.reason.length > 10));
});

test("the price analyst calls its tools for all symbols at once and cites the figures of the results", () => {
  const tools = ["get_current_stock_price", "get_historical_stock_prices", "compare_stocks"];
  const calls = play("prices", question(), [], tools.map(offer));
  assert.deepEqual(calls.map((c) => c.kind === "call" && c.name), [
    ...["NVDA", "AMD"].flatMap(() => tools.slice(0, 2)),
    "compare_stocks",
  ]);
  const results: PromptEntry[] = [
    { kind: "call", id: "1", name: tools[0] ?? "", arguments: '{"symbol":"NVDA"}' },
    {
      kind: "result",
      id: "1",
      text: `<tool_result call="c1" name="x">
{"symbol":"NVDA","price":180.256,"units":{"price":"USD"},"at":null,"sample":true}
</tool_result>`,
    },
    { kind: "call", id: "2", name: tools[0] ?? "", arguments: '{"symbol":"AMD"}' },
    { kind: "result", id: "2", text: '{"error":"away"}' },
  ];
  const analysis = json("prices", question(), results);
  assert.deepEqual(analysis.metrics, [
    { ...price, value: "180.256", source: { call: "c1", pointer: "/price" } },
  ]);
  assert.match(
    String(analysis.summary),
    /^The figures are samples.*Not available: .*AMD.*emulated/,
  );
});

test("the searcher runs the built-in web search and cites two pages", () => {
  const [run, answer] = play("search", `${question()}\n\n## Search\n\nAMD risks latest`);
  assert.deepEqual([run?.kind, answer?.kind], ["execution", "parts"]);
  const cited = answer?.kind === "parts" ? answer.parts.filter((p) => p.type === "reference") : [];
  assert.deepEqual(cited.map((p) => p.type === "reference" && p.url), [
    "https://emulated.example.com/amd-risks-latest-1",
    "https://emulated.example.com/amd-risks-latest-2",
  ]);
});

test("a report links the findings, copies the figures, and says what is missing and that it is emulated", () => {
  const missing = "\n\n## Missing: say so\n\n- AMD rivals: Away.";
  const report = json("writer", question() + inputs + missing);
  assert.match(String(report.summary), /^An emulator wrote this report from sample prices/);
  const text = JSON.stringify(report.sections);
  assert.ok(JSON.stringify(report.metrics).includes("180.26"));
  for (const part of ["](https://emulated.example.com/a-1)", "AMD rivals: Away.", "draft 1"]) {
    assert.ok(text.includes(part), part);
  }
});

test("the writer corrects only what the verifier names, until the report passes", () => {
  const directive = "[[verifier:reject 1]]";
  const first = json("writer", question(directive) + inputs);
  const verdict = json("verifier", question(directive) + inputs + block("Report", first));
  const [issue] = verdict.issues as { claim: string; problem: string }[];
  assert.equal(verdict.passed, false);
  const back =
    `\n\n## What the verifier found wrong: correct it\n\n- ${issue?.claim}: ${issue?.problem}`;
  const second = json("writer", question(directive) + inputs + block("Report", first) + back);
  assert.match(JSON.stringify(second.sections), /as of 2026-11-23.*draft 2/);
  assert.deepEqual({ ...second, sections: 0 }, { ...first, sections: 0 });
  assert.deepEqual(json("verifier", question(directive) + inputs + block("Report", second)), {
    issues: [],
    passed: true,
  });
});

test("a figure or an address that is in no input does not pass", () => {
  const first = json("writer", question() + inputs);
  const sections = [{ title: "A", text: "See [x](https://other.example)." }];
  const wrong = { ...first, sections, metrics: [{ ...metrics[0], value: "181" }] };
  const verdict = json("verifier", question() + inputs + block("Report", wrong));
  assert.deepEqual((verdict.issues as { claim: string }[]).map((i) => i.claim), [
    "https://other.example",
    "Price, NVDA",
  ]);
});

test("directives to a role make the first searches fail and malform JSON once", () => {
  const directive = "[[search:fail 1]] [[writer:cut]]";
  const brief = (query: string) => `${question(directive)}\n\n## Search\n\n${query}`;
  const plan = json("planner", question(directive)).searches as { query: string }[];
  assert.throws(() => play("search", brief(plan[0]?.query ?? "")), RoleFailure);
  const text = JSON.stringify(play("search", brief(plan[1]?.query ?? "")));
  assert.match(text, /emulated search/);
  assert.throws(() => json("writer", question(directive) + inputs));
  const again: PromptEntry[] = [{ kind: "answer", text: "{" }, {
    kind: "user",
    text: "Correct it.",
  }];
  assert.ok(json("writer", question(directive) + inputs, again).title);
});

test("an agent with the instructions of a role but another schema plays no role", () => {
  const { instructions = "" } = parts.planner ?? {};
  const schema = {
    type: "object",
    properties: { searches: { type: "array", items: { type: "string" } } },
  };
  const seen: PromptEntry[] = [{ kind: "user", text: question() }];
  const [output] = decide({
    agentName: "x",
    instructions,
    schema,
    tools: [],
    toolChoice: "auto",
    handoffs: [],
    hosted: [],
    thinks: false,
    seen,
  });
  assert.ok(output?.kind === "message" && !output.text.includes("reason"));
});

test("the first block of a name in a brief counts", () => {
  const brief = readBrief(`${question("[[x]]")}\n\n## Symbols\n\nIBM, AMD\n\n## Question\n\nOther`);
  assert.deepEqual([brief.question, brief.symbols, brief.today], [
    "How is NVDA doing against AMD?",
    ["IBM", "AMD"],
    "2026-11-23",
  ]);
});
