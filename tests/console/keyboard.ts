import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** More stops than any page of the console has before what a test looks for. */
const maxStops = 80;

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, target: Locator) {
  for (let stop = 0; stop < maxStops; stop++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((one) => one === one.ownerDocument.activeElement)) return;
  }
  assert.fail(`no Tab reaches ${target}`);
}

/** What an operator does, without a pointer. */
export function registerKeyboardTests(t: ConsoleTests) {
  test("by keys alone: open a conversation, ask, approve the call, read the answer", async () => {
    const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
    const agent = await t.register({ tools: [tool] });
    const id = await t.api.start(agent);
    await using shown = await t.open(`/console/conversations?agent=${agent}`);
    const { page } = shown;
    const row = page.locator("[data-row]");
    await row.waitFor();
    await page.keyboard.press("j");
    assert.ok(await hasFocus(row), "`j` reaches the row");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/console/conversations/${id}*`);
    const field = page.getByRole("textbox", { name: "Message" });
    await field.waitFor();
    await tabTo(page, field);
    await page.keyboard.type("What does NVDA cost?");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await eventually("the call waits", async () => (await ofConversation(t, id)).length > 0);
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.getByRole("heading", { level: 1, name: "Approvals" }).waitFor();
    const card = page.getByRole("article").filter({ hasText: agent });
    await card.waitFor();
    for (let at = 0; at < 20 && !await hasFocus(card); at++) await page.keyboard.press("j");
    assert.ok(await hasFocus(card), "`j` reaches the card");
    await page.keyboard.press("a");
    await eventually("the turn has ended", async () => {
      const { turns } = await t.api.read(id);
      return turns.nodes[0]?.status === "COMPLETED";
    }, 60_000);
    assert.deepEqual(await ofConversation(t, id), []);
    assert.deepEqual(shown.observed.problems(), []);
  });
}

const hasFocus = (card: Locator) =>
  card.evaluate((one) => one.contains(one.ownerDocument.activeElement));

/** The pending approvals of a conversation. */
async function ofConversation(t: ConsoleTests, id: string) {
  const { turns } = await t.api.read(id);
  const ids = turns.nodes.map((turn) => turn.id);
  return (await t.api.pending()).filter(({ toolCall }) => ids.includes(toolCall?.turn.id ?? ""));
}
