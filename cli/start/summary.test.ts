import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuthMode } from "../../protocol/auth/auth-mode.ts";
import { textStyle } from "../terminal/text-style.ts";
import { summaryLines } from "./summary.ts";

const summary = {
  urls: {
    graphql: "http://127.0.0.1:4000/graphql",
    temporal: "127.0.0.1:7233",
    mcp: "http://127.0.0.1:5001",
    sandbox: "http://127.0.0.1:5002",
  },
  console: "http://127.0.0.1:4000/console" as string | null,
  processes: [{ name: "postgres", source: "embedded 18.4" }, { name: "api", source: "" }],
  emulated: true,
  sampleMarketData: true,
  authentication: "LOCAL" as AuthMode,
  home: "/repo/.tramontane",
};

const text = (change: Partial<typeof summary> = {}) =>
  summaryLines(textStyle(false, false), { ...summary, ...change }).join("\n");

test("an address for a browser, or the reason why there is none, has its own row", () => {
  const web = "http://127.0.0.1:5003";
  const processes = [{ name: "temporal", source: "embedded", web }];
  assert.match(text({ processes }), new RegExp(`web UI +${web}`));
  assert.doesNotMatch(text(), /web UI/);
});

test("the summary names what is emulated, in capitals", () => {
  assert.match(text(), /model is EMULATED/);
  assert.match(text(), /SAMPLES/);
});

test("with a real model and live prices there is no banner", () => {
  assert.doesNotMatch(text({ emulated: false, sampleMarketData: false }), /EMULATED|SAMPLES|===/);
});

test("the console is the first address, unless it is off", () => {
  assert.match(text(), /^\n {2}console +http:\/\/127\.0\.0\.1:4000\/console\n/);
  assert.match(text(), /Open http\S+\/console for the console, http\S+\/graphql for GraphiQL/);
  assert.doesNotMatch(text({ console: null }), /console/);
});

test("the summary ends with a link and an example request", () => {
  assert.match(
    text(),
    /Open http:\/\/127\.0\.0\.1:4000\/console[\s\S]*\/graphql[\s\S]*curl -s http.*graphql/,
  );
});

test("the summary says who may use the API, and the example sends a token where one is needed", () => {
  assert.match(text(), /access +this machine, without credentials/);
  assert.doesNotMatch(text(), /authorization/);
  const keys = text({ authentication: "API_KEYS" });
  assert.match(keys, /access +API keys/);
  assert.match(keys, /-H "authorization: Bearer \$TRAMONTANE_TOKEN" \\\n/);
});
