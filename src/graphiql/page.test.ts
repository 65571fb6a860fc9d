import assert from "node:assert/strict";
import { test } from "node:test";
import { banners, ownScript, pagePolicy, renderPage } from "./page.ts";

const deployment = { emulated: true, sampleMarketData: true, authentication: "LOCAL" } as const;
const page = renderPage({
  deployment,
  graphiql: { title: "Tramontane", defaultTabs: [{ query: "# </script><b>" }] },
  scripts: ["/graphiql/page.1.js", "/graphiql/graphiql.2.js"],
  styles: ["/graphiql/page.3.css"],
  icon: "/graphiql/icon.4.svg",
  workers: { json: "/graphiql/json.5.js" },
});

test("the page names what is emulated, and nothing where all is real", () => {
  assert.match(
    banners({ emulated: true, sampleMarketData: false, authentication: "LOCAL" }),
    /emulated/,
  );
  assert.match(
    banners({ emulated: false, sampleMarketData: true, authentication: "LOCAL" }),
    /samples/,
  );
  assert.doesNotMatch(
    banners({ emulated: false, sampleMarketData: false, authentication: "LOCAL" }),
    /emulated|samples/,
  );
});

test("the page contains no script, and loads and sends nothing elsewhere", () => {
  assert.match(pagePolicy, /default-src 'none'; script-src 'self';/);
  const scripts = [...page.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
  assert.ok(scripts.every((given) => /src="\/graphiql\/|type="application\/json"/.test(given!)));
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.length === 4 && addresses.every((path) => path!.startsWith("/graphiql/")));
});

test("the options of GraphiQL are data that cannot end their element", () => {
  const [, data = ""] = /id="tramontane-options">(.*?)<\/script>/.exec(page) ?? [];
  const { graphiql, workers } = JSON.parse(data);
  assert.equal(graphiql.defaultTabs[0].query, "# </script><b>");
  assert.deepEqual(workers, { json: "/graphiql/json.5.js" });
});

test("the script of the page is complete JavaScript and calls no function that is not included", () => {
  assert.doesNotThrow(() => new Function(ownScript()));
  const names = new Set([...ownScript().matchAll(/\bfunction (\w+)/g)].map(([, name]) => name));
  const called = ["fillPlaceholders", "learnPlaceholders", "showEvent", "putLine", "textOfLine"];
  for (const name of [...called, "followedConversation", "missingLines", "eventsIn"]) {
    assert.ok(names.has(name), name);
  }
});

test("where requests need a token the page asks for one, and keeps it in memory only", () => {
  const of = (authentication: "LOCAL" | "API_KEYS") =>
    renderPage({
      ...{ deployment: { ...deployment, authentication }, graphiql: {} },
      ...{ scripts: [], styles: [], icon: "", workers: {} },
    });
  assert.doesNotMatch(of("LOCAL"), /id="tramontane-token"/);
  assert.match(of("API_KEYS"), /<form [^>]*id="tramontane-token">.*type="password"/);
  assert.doesNotMatch(ownScript(), /(local|session)Storage[^;]*token/i);
});
