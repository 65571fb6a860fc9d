import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DevServer, startDevServer } from "../../cli/example/dev-server.ts";
import { applyExampleAgents } from "../../cli/example/start-example.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { snippetsOf } from "../support/snippets.ts";
import { eventually, sharedTestStack, type TestStack } from "../support/test-stack.ts";
import { project } from "./project.ts";
import { answer, question, type Script, scripts } from "./scripts.ts";

/** Snippets that a page of the project shows. */
const components = ["react-chat.tsx", "ai-sdk.tsx", "VueChat.vue", "SvelteChat.svelte"];
/** Snippets that all pages of the project use: its dev server has this configuration. */
const configurations = ["vite.config.ts"];
/** One of the ports whose pages a local API accepts. */
const port = 5173;

const page = await Deno.readTextFile(new URL("../../docs/integrate.md", import.meta.url));
const snippets = snippetsOf(page);
const named = snippets.flatMap(({ name, text }) => name === null ? [] : [{ name, text }]);
/** Parts of an example, which has a test of its own. */
const isExcerpt = (name: string) => name.startsWith("examples/");
const texts = new Map(named.flatMap(({ name, text }) => isExcerpt(name) ? [] : [[name, text]]));

let stack: TestStack;
let server: DevServer;
let browser: TestBrowser;
before(async () => {
  stack = await sharedTestStack();
  const { graphql: api } = stack.stack.urls;
  await eventually("the tools are listed", () => stack.api.listsTools("prices", "financials"));
  await applyExampleAgents(api);
  const folder = await project();
  for (const [name, text] of texts) {
    const forTests = text.replaceAll("http://127.0.0.1:4000", new URL(api).origin);
    await Deno.writeTextFile(`${folder}/${name}`, forTests);
  }
  const signal = deadlineSignal(120_000);
  const log = `${folder}/dev-server.log`;
  server = await startDevServer({ name: "snippets", folder, api, port, log, signal });
  browser = await startBrowser();
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

test("each block of docs/integrate.md is run, or says why not", () => {
  const unknown = snippets.filter(({ name, notRun }) => (name ?? notRun) === null);
  assert.deepEqual(unknown.map(({ line }) => `docs/integrate.md:${line}`), []);
  const known = [...Object.keys(scripts), ...components, ...configurations];
  assert.deepEqual([...texts.keys()].toSorted(), known.sort());
});

test("an excerpt of an example is in the example", async () => {
  for (const { name, text } of named.filter(({ name }) => isExcerpt(name))) {
    const file = await Deno.readTextFile(new URL(`../../${name}`, import.meta.url));
    assert.ok(file.includes(text), name);
  }
});

for (const [name, { run, prints }] of Object.entries<Script>(scripts)) {
  test(`the snippet ${name} prints the answer of an agent`, async () => {
    assert.match(await run(name, stack.api), prints);
  });
}

for (const name of components) {
  test(`the component ${name} shows an answer, and sends a message`, async () => {
    const id = await stack.api.start(question.agent, question.text);
    const { page, faults } = await browser.open();
    const shown = async () => {
      await page.goto(`${server.url}/?page=${name}&id=${id}`);
      await page.getByText(answer).waitFor();
      await page.getByLabel("Message").fill("What does AMD cost?");
      await page.keyboard.press("Enter");
      await page.getByText(/Advanced Micro Devices.*trades at/).waitFor();
    };
    await shown().catch((cause) => assert.fail(`${cause} ${faults.join("; ")}`));
    assert.deepEqual(faults, []);
    await page.close();
  });
}
