import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { applyExampleAgents } from "../../cli/example/start-example.ts";
import { snippetsOf } from "../support/snippets.ts";
import { sharedTestStack, type TestStack } from "../support/test-stack.ts";
import { type Script, scripts } from "./scripts.ts";

const page = await Deno.readTextFile(new URL("../../docs/integrate.md", import.meta.url));
const snippets = snippetsOf(page);
const text = new Map(snippets.flatMap(({ name, text }) => name === null ? [] : [[name, text]]));

let stack: TestStack;
before(async () => {
  stack = await sharedTestStack();
  await applyExampleAgents(stack.stack.urls.graphql);
});
after(() => stack[Symbol.asyncDispose]());

test("each block of docs/integrate.md is run, or says why not", () => {
  const unknown = snippets.filter(({ name, notRun }) => (name ?? notRun) === null);
  assert.deepEqual(unknown.map(({ line }) => `docs/integrate.md:${line}`), []);
  assert.deepEqual([...text.keys()].toSorted(), Object.keys(scripts).toSorted());
});

for (const [name, script] of Object.entries<Script>(scripts)) {
  test(`the snippet ${name} prints the answer of an agent`, async () => {
    const printed = await script.run(name, addressed(text.get(name) ?? ""));
    assert.match(printed, script.prints);
  });
}

/** The snippet, for the API of the tests. */
const addressed = (snippet: string) =>
  snippet.replaceAll("http://127.0.0.1:4000", new URL(stack.stack.urls.graphql).origin);
