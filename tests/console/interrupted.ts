import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { plainText } from "../examples/pages.ts";
import { eventually } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** Exposes the sockets of a page, so that a test can cut them. */
export const exposeSockets = `globalThis.sockets = [];
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      sockets.push(this);
    }
  };`;

const messages = (page: Page) =>
  page.getByRole("article", { name: /^Message of the (?:user|agent)$/ });

/** The page has exactly the messages that the API has, each once, in their order. */
async function assertExact(t: ConsoleTests, page: Page, id: string) {
  const { entries } = await t.api.read(id);
  const stored = entries.nodes.filter(({ __typename }) => __typename === "Message");
  await eventually(
    "the page has as many messages",
    async () => await messages(page).count() === stored.length,
  );
  const shown = await messages(page).allInnerTexts();
  for (const [at, { role, text = "" }] of stored.entries()) {
    const own = plainText(shown[at] ?? "");
    assert.match(own, role === "USER" ? /^User/ : /^(?!User)/);
    assert.equal(own.split(plainText(text)).length, 2, `message ${at} is shown once: ${own}`);
  }
}

/** Connections and processes that end while an answer is written. */
export function registerInterruptedTests(t: ConsoleTests) {
  test("a cut socket, a killed worker and a killed API leave no trace in the transcript", async () => {
    const agent = await t.register({ tools: [] });
    const id = await t.api.start(agent);
    // High enough to show all rows: others are not in the page.
    const opened = { height: 3_000, before: exposeSockets };
    await using shown = await t.open(`/console/conversations/${id}`, opened);
    const { page } = shown;
    await t.atPace({ tokensPerSecond: 60, firstTokenMs: 5 }, async () => {
      const field = page.getByRole("textbox", { name: "Message" });
      await field.fill("Describe the market in about 200 words");
      await field.press("Enter");
      await untilWritten(page, 200);
      await shown.whileCut(async () => {
        await page.evaluate("sockets.forEach((socket) => socket.close())");
        await untilWritten(page, 400);
        await Promise.all(["api", "worker"].map((name) => t.stack.kill(name, "SIGKILL")));
        await page.getByText(/connecting|next try/).waitFor();
        await Promise.all(["api", "worker"].map((name) => t.stack.startPart(name)));
        await page.getByText("live", { exact: true }).waitFor();
      });
    });
    await eventually("the turn has ended", async () => {
      const { turns } = await t.api.read(id);
      return turns.nodes.length === 1 && turns.nodes[0]?.status === "COMPLETED";
    }, 90_000);
    await assertExact(t, page, id);
    await page.reload();
    await assertExact(t, page, id);
  });
}

/** Waits until the answer has so many characters in the page. */
const untilWritten = (page: Page, characters: number) =>
  eventually("the answer grows", async () => {
    const texts = await messages(page).allInnerTexts();
    return (texts[1] ?? "").length > characters;
  }, 60_000);
