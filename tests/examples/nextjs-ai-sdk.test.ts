import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import type { DevServer } from "../../cli/example/dev-server.ts";
import { startExample } from "../../cli/example/start-example.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { eventually, sharedTestStack, type TestStack, usualPace } from "../support/test-stack.ts";
import { plainText, screenshot } from "./pages.ts";

/** The example's origin, which a local API allows; the browser finds the dev server of this test there. */
const origin = "http://localhost:3000";

let t: TestStack;
let example: DevServer;
let browser: TestBrowser;
before(async () => {
  t = await sharedTestStack();
  await eventually("the tools are listed", () => t.api.listsTools("prices", "financials"));
  const port = findFreePort();
  example = await startExample({
    ...{ name: "nextjs-ai-sdk", api: t.stack.urls.graphql, port },
    ...{ signal: deadlineSignal(300_000) },
  });
  browser = await startBrowser({ ports: { "localhost:3000": port } });
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await example?.[Symbol.asyncDispose]();
  await t?.[Symbol.asyncDispose]();
});

/** A page with a new chat. */
async function opened(width = 1280, colorScheme: "light" | "dark" = "light") {
  const one = await browser.open({ viewport: { width, height: 800 }, colorScheme });
  await one.page.goto(origin);
  await one.page.getByText("Ask for the price").waitFor();
  return one;
}

async function send(page: Page, text: string) {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

const answer = (page: Page) => page.locator("article.assistant").last();
const idle = (page: Page) => page.getByRole("button", { name: "Answer again" }).waitFor();

/** The conversation of the page's chat. */
async function conversationOf(page: Page) {
  const label = `ai-sdk:${new URL(page.url()).searchParams.get("chat")}`;
  const { conversations } = await t.api.run<{ conversations: { nodes: { id: string }[] } }>(
    "query ($labels: [String!]) { conversations(filter: { labels: $labels }) { nodes { id } } }",
    { labels: [label] },
  );
  return await t.api.read(conversations.nodes[0]?.id ?? "");
}

/** The newest answer of the page has exactly the text that the API has. */
async function assertExact(page: Page) {
  const { entries } = await conversationOf(page);
  const texts = await answer(page).locator(":scope > :not(h2, .tool, details)").allTextContents();
  const stored = entries.nodes.findLast((e) => e.role === "AGENT")?.text ?? "";
  assert.equal(plainText(texts.join(" ")), plainText(stored));
}

const grows = (page: Page, length: number) =>
  eventually(
    "the answer grows",
    async () =>
      await answer(page).count() > 0 && ((await answer(page).textContent()) ?? "").length > length,
  );

test("an answer streams with its tool calls, and a reload shows the same", async () => {
  const { page, faults } = await opened();
  await send(page, "What do NVDA and AMD cost?");
  await idle(page);
  assert.deepEqual(await page.locator(".tool span").allTextContents(), ["done", "done"]);
  await assertExact(page);
  await screenshot(page, "nextjs-answer");
  const shown = await page.getByRole("region", { name: "Messages" }).innerText();
  await page.reload();
  await idle(page);
  assert.equal(await page.getByRole("region", { name: "Messages" }).innerText(), shown);
  assert.deepEqual(faults, []);
});

test("a call waits for approval, also after a reload, and runs with changed arguments", async () => {
  const { page } = await opened();
  await send(page, "Analyst recommendations for NVDA");
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await page.reload();
  const written = page.getByLabel("Arguments of the call");
  await written.fill("{ not JSON");
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("alert").getByText("no JSON").waitFor();
  await screenshot(page, "nextjs-approval");
  await written.fill('{"symbol": "AMD"}');
  await page.getByRole("button", { name: "Approve" }).click();
  await idle(page);
  assert.equal(await page.locator(".tool span").textContent(), "done");
  await page.locator("summary").click();
  assert.match(await page.locator("pre").first().innerText(), /AMD/);
  await assertExact(page);
});

test("an answer survives the end of API and worker, and a reload in the middle", async () => {
  await t.sandbox.post("pace", { tokensPerSecond: 40, firstTokenMs: 5 });
  const { page } = await opened();
  await send(page, "Describe the market in about 120 words");
  await grows(page, 80);
  await Promise.all(["api", "worker"].map((name) => t.stack.kill(name, "SIGKILL")));
  await page.getByText("Connecting").waitFor();
  await screenshot(page, "nextjs-connecting");
  await Promise.all(["api", "worker"].map((name) => t.stack.startPart(name)));
  await grows(page, 100);
  await page.reload();
  await grows(page, 100);
  await t.sandbox.post("pace", usualPace);
  await idle(page);
  await assertExact(page);
  assert.equal(await page.locator("article").count(), 2);
  const { turns } = await conversationOf(page);
  assert.deepEqual(turns.nodes.map(({ status }) => status), ["COMPLETED"]);
});

test("an answer is stopped after a reload, and made again", async () => {
  await t.sandbox.post("pace", { tokensPerSecond: 40, firstTokenMs: 5 });
  const { page } = await opened();
  await send(page, "Describe the market in about 400 words");
  await grows(page, 60);
  await page.reload();
  await grows(page, 80);
  await page.getByRole("button", { name: "Stop" }).click();
  await eventually(
    "the turn is cancelled",
    async () => (await conversationOf(page)).turns.nodes[0]?.status === "CANCELLED",
  );
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  await page.getByRole("button", { name: "Answer again" }).click();
  await eventually(
    "it is answered",
    async () => (await conversationOf(page)).turns.nodes.at(-1)?.status === "COMPLETED",
  );
  await t.sandbox.post("pace", usualPace);
  await idle(page);
  await assertExact(page);
});

test("its sources have the types of the packed packages", async () => {
  const tsc = `${repositoryRoot}/node_modules/typescript/bin/tsc`;
  const project = ["--noEmit", "--incremental", "false", "-p", "examples/nextjs-ai-sdk"];
  const signal = deadlineSignal(60_000);
  await runCommand((await ownNode()).path, [tsc, ...project], { cwd: repositoryRoot, signal });
});

test("pages are accessible and have no sideways scrolling, on phone and screen, light and dark", async () => {
  for (const [width, scheme] of [[390, "light"], [390, "dark"], [1280, "dark"]] as const) {
    const { page } = await opened(width, scheme);
    await send(page, "Analyst recommendations for NVDA");
    await page.getByRole("button", { name: "Approve" }).waitFor();
    await screenshot(page, `nextjs-${width}-${scheme}`);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(
      `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`,
    );
    assert.deepEqual(violations, [], `${width} ${scheme}`);
    const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assert.ok(Number(wide) <= 0, `${wide} too wide at ${width}`);
  }
});
