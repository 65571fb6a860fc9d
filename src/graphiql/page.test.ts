import assert from "node:assert/strict";
import { test } from "node:test";
import { banners, ownScript, pagePolicy, renderPage } from "./page.ts";

const facts = { emulated: true, sampleMarketData: true };
const page = renderPage({
  facts,
  graphiql: { title: "Tramontane", defaultTabs: [{ query: "# </script><b>" }] },
  scripts: ["/graphiql/page.1.js", "/graphiql/graphiql.2.js"],
  styles: ["/graphiql/page.3.css"],
  icon: "/graphiql/icon.4.svg",
  workers: { json: "/graphiql/json.5.js" },
});

test("the page says what is not real, and nothing where all is", () => {
  assert.match(banners({ emulated: true, sampleMarketData: false }), /emulated/);
  assert.match(banners({ emulated: false, sampleMarketData: true }), /samples/);
  assert.doesNotMatch(banners({ emulated: false, sampleMarketData: false }), /emulated|samples/);
});

test("the page holds no script itself, and loads and sends nothing elsewhere", () => {
  assert.match(pagePolicy, /default-src 'none'; script-src 'self';/);
  const scripts = [...page.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
  assert.ok(scripts.every((given) => /src="\/graphiql\/|type="application\/json"/.test(given!)));
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.length === 4 && addresses.every((path) => path!.startsWith("/graphiql/")));
});

test("what GraphiQL starts with is data that cannot end its element", () => {
  const [, data = ""] = /id="tramontane-options">(.*?)<\/script>/.exec(page) ?? [];
  const { graphiql, workers } = JSON.parse(data);
  assert.equal(graphiql.defaultTabs[0].query, "# </script><b>");
  assert.deepEqual(workers, { json: "/graphiql/json.5.js" });
});

test("what runs in the page is whole JavaScript and calls no function that is not sent along", () => {
  assert.doesNotThrow(() => new Function(ownScript()));
  const names = new Set([...ownScript().matchAll(/\bfunction (\w+)/g)].map(([, name]) => name));
  const called = ["fillWords", "learnedWords", "showEvent", "putLine", "textOfLine"];
  for (const name of [...called, "followedConversation", "missingLines"]) {
    assert.ok(names.has(name), name);
  }
});
