import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { start } from "../support/documents.generated.ts";
import { unique } from "../support/test-stack.ts";
import { exposeSockets } from "./interrupted.ts";
import type { ConsoleTests } from "./kit.ts";

const rowsOf = (page: Page) => page.getByRole("list", { name: "Conversations" }).locator("> li");
const rowOf = (page: Page, title: string) =>
  rowsOf(page).filter({ has: page.getByRole("link", { name: title, exact: true }) });

/** Starts conversations with these titles; a message and a budget, if they have one. */
async function startAll(
  t: ConsoleTests,
  agent: string,
  conversations: readonly { title: string; text?: string; budget?: object; labels?: string[] }[],
): Promise<void> {
  for (const { text, ...rest } of conversations) {
    const content = text === undefined ? null : [{ text }];
    await t.api.mutate(start, { agent, content, ...rest });
  }
}

/** Tests of the screen Conversations. */
export function registerConversationsTests(t: ConsoleTests): void {
  test("the list shows what turns do, is filtered by its address, and does not move under a hand", async () => {
    const tools = [{ server: "prices", name: "get_current_stock_price", policy: "ASK" }];
    const agent = await t.register({ tools });
    const free = { ...tools[0], policy: "AUTO" };
    const quick = await t.register({ tools: [free], turnBudget: { modelCalls: 1 } });
    const text = "What does NVDA cost?";
    const label = unique("list");
    await startAll(t, agent, [{ title: "asks", text, labels: [label] }]);
    await startAll(t, quick, [{ title: "fails", text, labels: [label] }]);
    const before = exposeSockets;
    await using shown = await t.open(`/console/conversations?label=${label}`, { before });
    const { page } = shown;
    await rowOf(page, "asks").getByText("get_current_stock_price waits for approval")
      .waitFor();
    await rowOf(page, "fails").getByText("last turn failed").waitFor();
    assert.match(await rowOf(page, "fails").innerText(), /1 turn/);

    await page.getByLabel("State").selectOption("failed");
    await rowOf(page, "asks").waitFor({ state: "detached" });
    assert.match(page.url(), /state=failed/);
    await page.getByRole("button", { name: "Remove the filter: last turn failed" }).press("Enter");
    await rowOf(page, "asks").waitFor();

    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("j");
    const count = await rowsOf(page).count();
    await shown.keepsFocus(async () => {
      await startAll(t, agent, [{ title: "comes later", labels: [label] }]);
      await page.getByRole("button", { name: "1 newer conversation: show" }).waitFor();
    });
    assert.equal(await rowsOf(page).count(), count);
    await page.getByRole("button", { name: "1 newer conversation: show" }).press("Enter");
    await rowsOf(page).first().getByText("comes later").waitFor();
    await page.getByText("More filters").click();
    await shown.check("conversations");

    // The last data stay with their time, and are read again by themselves.
    await shown.whileCut(async () => {
      await page.context().setOffline(true);
      await page.evaluate("sockets.forEach((socket) => socket.close())");
      await page.getByText("The page is not connected to the API.").waitFor();
      assert.match(await page.getByRole("alert").innerText(), /state of .*\d:\d\d/);
      assert.equal(await rowsOf(page).count(), count + 1);
      await startAll(t, agent, [{ title: "meanwhile", labels: [label] }]);
      await page.context().setOffline(false);
      await page.getByRole("alert").waitFor({ state: "detached" });
    });
    await rowOf(page, "meanwhile").or(page.getByText("1 newer conversation: show")).waitFor();
  });

  test("many conversations are labelled, exported and closed, with their number first", async () => {
    const agent = await t.register();
    const [label, added] = [unique("bulk"), unique("added")];
    const titles = Array.from(
      { length: 6 },
      (_, n) => ({ title: `${label} ${n}`, labels: [label] }),
    );
    await startAll(t, agent, titles);
    await using shown = await t.open(`/console/conversations?label=${label}`);
    const { page } = shown;
    await rowsOf(page).nth(5).waitFor();
    const act = async (button: string, title: string, before?: () => Promise<void>) => {
      await page.getByRole("button", { name: "All that match" }).click();
      await page.getByRole("button", { name: button }).click();
      await before?.();
      await page.getByRole("dialog").getByRole("button", { name: title }).click();
      const panel = page.getByRole("region", { name: title });
      await panel.getByText("6 done", { exact: true }).waitFor();
      return panel;
    };
    const labelled = await act("Label…", "Change the labels of 6 conversations", async () => {
      await page.getByLabel("Labels to add").fill(added);
    });
    assert.equal(await page.evaluate("document.activeElement.tagName"), "SECTION");
    await rowsOf(page).first().getByText(added).waitFor();
    await labelled.getByRole("button", { name: "Dismiss" }).click();

    const exported = await act("Export…", "Export 6 conversations");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      exported.getByRole("link", { name: "Download 6 transcripts" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
    const read = lines.map((line) => JSON.parse(line));
    assert.deepEqual(read.map(({ title }) => title).sort(), titles.map(({ title }) => title));
    assert.deepEqual(read[0].labels, [label, added]);
    await shown.check("bulk");

    await act("Close…", "Close 6 conversations for good");
    await page.getByLabel("State").selectOption("closed");
    await rowsOf(page).nth(5).getByText("closed", { exact: true }).waitFor();
  });

  test("samples are loaded once, also when they are loaded twice", async () => {
    await using shown = await t.open("/console/conversations?label=sample");
    const { page } = shown;
    const load = async () => {
      await page.getByRole("button", { name: "Load samples" }).click();
      await page.getByText("The samples are loaded.").waitFor({ state: "attached" });
    };
    await load();
    await rowOf(page, "Waits for your approval").getByText("waiting", { exact: true }).waitFor();
    await rowOf(page, "Stopped by its limit of model calls").getByText("last turn failed")
      .waitFor();
    await shown.go("/console/conversations?label=sample&agent=no-such-agent");
    await load();
    await shown.go("/console/conversations?label=sample");
    await rowsOf(page).first().waitFor();
    assert.equal(await rowsOf(page).count(), 4);
  });

  test("a conversation is started by keyboard, and opens", async () => {
    const agent = await t.register();
    await using shown = await t.open(`/console/conversations?agent=${agent}`);
    const { page } = shown;
    await page.getByText("No conversation matches").waitFor();
    await page.getByRole("button", { name: "New conversation" }).press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Say hello in about 5 words");
    await page.getByRole("button", { name: "Start" }).press("Enter");
    await page.waitForURL(/\/conversations\/conversation_/);
    await page.goBack();
    await rowOf(page, "Say hello in about 5 words").getByText(`${agent}@1`).waitFor();
  });
}
