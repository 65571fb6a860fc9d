import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import type { DevServer } from "../../cli/example/dev-server.ts";
import { startExample } from "../../cli/example/start-example.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { eventually, sharedTestStack, type TestStack, usualPace } from "../support/test-stack.ts";
import { plainText, screenshot } from "./pages.ts";

let stack: TestStack;
let example: DevServer;
let browser: TestBrowser;
before(async () => {
  stack = await sharedTestStack();
  await eventually("the tools are listed", () => stack.api.listsTools("prices", "financials"));
  example = await startExample({
    ...{ name: "react-chat", api: stack.stack.urls.graphql },
    ...{ signal: deadlineSignal(300_000) },
  });
  browser = await startBrowser();
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await example?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

/** A page with a new conversation that begins with this message. */
async function started(text: string, width = 1280, colorScheme: "light" | "dark" = "light") {
  const opened = await browser.open({ viewport: { width, height: 800 }, colorScheme });
  const { page } = opened;
  await page.goto(`${example.url}/#new`);
  await send(page, text);
  await page.waitForURL(/#conversation_/);
  const id = new URL(page.url()).hash.slice(1);
  return { ...opened, id };
}

async function send(page: Page, text: string) {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

/** Waits until the conversation has no open turn. */
const idle = (page: Page) => page.getByRole("status").getByText("idle").waitFor();

/** The page shows exactly the messages that the API has. It has the answer of a turn below its question, also where the next message came first. */
async function assertExact(page: Page, id: string) {
  const shown = await page.locator("article[data-entry]").evaluateAll((articles) =>
    articles.map((one) => [one.getAttribute("data-entry"), one.textContent ?? ""] as const)
  );
  const { entries } = await stack.api.read(id);
  const messages = entries.nodes.filter(({ __typename }) => __typename === "Message");
  assert.equal(shown.length, messages.length);
  assert.deepEqual(
    Object.fromEntries(shown.map(([entry, text]) => [entry, plainText(text.replace(/^\w+:/, ""))])),
    Object.fromEntries(messages.map(({ id, text = "" }) => [id, plainText(text)])),
  );
}

test("its types fit the packages as they are installed", async () => {
  const { path } = await ownNode();
  const cwd = `${repositoryRoot}/examples/react-chat`;
  const signal = deadlineSignal(120_000);
  await runCommand(path, ["node_modules/.bin/tsc", "--project", "."], { cwd, signal });
});

test("a first message starts a conversation; its answer streams, and its tool calls are shown", async () => {
  await stack.sandbox.post("pace", { tokensPerSecond: 40, firstTokenMs: 5 });
  const { page, id, faults } = await started("What do NVDA and AMD cost?");
  const lengths = new Set<number>();
  const answer = page.locator("article.agent").last();
  await eventually("the answer grows", async () => {
    if (await answer.count() > 0) lengths.add((await answer.textContent())?.length ?? 0);
    return lengths.size > 3;
  });
  await stack.sandbox.post("pace", usualPace);
  await idle(page);
  await page.locator("summary").first().click();
  assert.equal(await page.locator("details").count(), 2);
  assert.match(await page.locator("details").first().innerText(), /get_current_stock_price/);
  await page.getByRole("navigation").locator("[aria-current]").getByText("NVDA and AMD").waitFor();
  await assertExact(page, id);
  await screenshot(page, "react-chat-answer");
  assert.deepEqual(faults, []);
});

test("a call waits for approval, is refused with wrong arguments, and runs with changed ones", async () => {
  const { page, id } = await started("Analyst recommendations for NVDA");
  const form = page.locator("form.approval");
  await form.waitFor();
  await screenshot(page, "react-chat-approval");
  const approve = form.getByRole("button", { name: "Approve" });
  await form.getByRole("textbox").first().fill("{ not JSON");
  await approve.click();
  await form.getByRole("alert").getByText("not valid JSON").waitFor();
  await form.getByRole("textbox").first().fill('{"symbol": 5}');
  await approve.click();
  await form.getByRole("alert").getByText(/symbol/).waitFor();
  await form.getByRole("textbox").first().fill('{"symbol": "AMD"}');
  await approve.click();
  await form.waitFor({ state: "detached" });
  await idle(page);
  await page.locator("summary").first().click();
  assert.match(await page.locator("details").first().innerText(), /"AMD"/);
  await assertExact(page, id);
});

test("a rejected call ends with its reason", async () => {
  const { page } = await started("Analyst recommendations for NVDA");
  await page.getByLabel("Reason for a rejection").fill("too expensive");
  await page.getByRole("button", { name: "Reject" }).click();
  await idle(page);
  await page.locator("summary").first().click();
  assert.match(await page.locator("details").first().innerText(), /too expensive/);
});

test("an answer survives the end of API and worker, and a message that was sent meanwhile is sent once", async () => {
  await stack.sandbox.post("pace", { tokensPerSecond: 60, firstTokenMs: 5 });
  const { page, id } = await started("Describe the market in about 200 words");
  const answer = page.locator("article.agent").last();
  await eventually(
    "the answer has begun",
    async () => await answer.count() > 0 && (await answer.textContent() ?? "").length > 100,
  );
  await Promise.all(["api", "worker"].map((name) => stack.stack.kill(name, "SIGKILL")));
  await page.getByRole("status").getByText(/connecting/).waitFor();
  await send(page, "What does AMD cost?");
  await page.getByText("Waits for the connection.").waitFor();
  await screenshot(page, "react-chat-reconnecting");
  await Promise.all(["api", "worker"].map((name) => stack.stack.startPart(name)));
  await stack.sandbox.post("pace", usualPace);
  await eventually("both turns have ended", async () => {
    const { turns } = await stack.api.read(id);
    return turns.nodes.length === 2 && turns.nodes.every(({ status }) => status === "COMPLETED");
  }, 90_000);
  await idle(page);
  await assertExact(page, id);
  assert.equal(await page.locator("article.user").count(), 2);
  await page.reload();
  await page.locator("article.agent").nth(1).waitFor();
  await assertExact(page, id);
});

test("wrong input gets an answer: no text, too much text, an unknown conversation", async () => {
  const { page } = await started("What does NVDA cost?");
  await idle(page);
  assert.equal(await page.getByRole("button", { name: "Send" }).isDisabled(), true);
  await send(page, "x".repeat(200_000));
  await page.getByRole("alert").first().waitFor();
  await page.goto(`${example.url}/#conversation_00000000000000000000000000000000`);
  await page.getByRole("alert").getByText("There is no conversation").waitFor();
});

test("pages are accessible and have no sideways scrolling, on phone and screen, light and dark", async () => {
  for (const [width, scheme] of [[390, "light"], [390, "dark"], [1280, "dark"]] as const) {
    const { page, id } = await started("Analyst recommendations for NVDA", width, scheme);
    await page.locator("form.approval").waitFor();
    for (const hash of [id, "new", ""]) {
      await page.goto(`${example.url}/#${hash}`);
      await screenshot(page, `react-chat-${width}-${scheme}-${hash === id ? "chat" : hash}`);
      assert.deepEqual(await violations(page), [], `${width} ${scheme} #${hash}`);
      const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(wide) <= 0, `${wide} too wide at ${width} #${hash}`);
    }
  }
});

async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`,
  );
}
