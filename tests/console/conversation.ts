import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";
import { fillConversation } from "./streaming/fill-conversation.ts";

interface First {
  conversation: { entries: { nodes: { id: string }[] } };
}

/** Starts a conversation and waits until its turns have ended. */
async function ended(t: ConsoleTests, agent: string, ...texts: string[]): Promise<string> {
  const id = await t.api.start(agent, texts[0]);
  for (const text of texts.slice(1)) await t.api.send(id, text);
  await eventually("all turns have ended", async () => {
    const { turns } = await t.api.read(id);
    return turns.nodes.length === texts.length &&
      turns.nodes.every(({ status }) => ["COMPLETED", "FAILED"].includes(status));
  });
  return id;
}

const toolCall = (page: Page) =>
  page.getByRole("article", { name: "Tool call get_current_stock_price" }).first();
const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });

/** Tests of a conversation's page. */
export function registerConversationTests(t: ConsoleTests) {
  test("a message is written and answered by keyboard; its tool call shows arguments, result and details", async () => {
    const id = await t.api.start(t.analyst);
    await using shown = await t.open(`/console/conversations/${id}`);
    const { page } = shown;
    await page.getByRole("textbox", { name: "Message" }).focus();
    await page.keyboard.type("What does NVDA cost?");
    await page.keyboard.press("Enter");
    const line = toolCall(page).getByRole("button", { name: /symbol: NVDA → / });
    await line.waitFor();
    await page.getByRole("article", { name: "Message of the agent" }).getByText("trades at")
      .waitFor();
    assert.match(await toolCall(page).innerText(), /completed/);
    await line.press("Enter");
    await toolCall(page).getByRole("region", { name: "Arguments" }).getByText("NVDA").waitFor();
    await page.keyboard.press("Escape");
    await toolCall(page).focus();
    await page.keyboard.press("Enter");
    await inspector(page).getByText("Steps of the turn").waitFor();
    assert.match(page.url(), /entry=/);
    await inspector(page).getByRole("button", { name: "GraphQL of this panel" }).click();
    await inspector(page).getByText("query ConsoleInspectedEntry").waitFor();
    await inspector(page).getByRole("button", { name: "Raw events" }).click();
    await inspector(page).getByText("EntryChanged").first().waitFor();
    await shown.check("conversation with inspector");
    await page.keyboard.press("Escape");
    await inspector(page).waitFor({ state: "detached" });
    await shown.check("conversation");
  });

  test("while a turn runs a message waits, steers, interrupts or rolls back, and the focus stays", async () => {
    const agent = await t.register({ tools: [] });
    const id = await t.api.start(agent);
    await using shown = await t.open(`/console/conversations/${id}`, { width: 390 });
    const { page } = shown;
    const field = page.getByRole("textbox", { name: "Message" });
    await t.atPace({ tokensPerSecond: 40, firstTokenMs: 5 }, async () => {
      await field.fill("say 400 words");
      await field.press("Enter");
      await page.getByText("writing").waitFor();
      await shown.keepsFocus(() => page.getByRole("button", { name: "Cancel turn" }).waitFor());
      // A phone has room for the choice once there is a message.
      const choice = page.getByRole("group", { name: /A turn is open/ });
      assert.equal(await choice.count(), 0);
      await field.fill("And this later");
      await choice.waitFor();
      await field.press("Enter");
      const queue = page.getByRole("list", { name: "Messages that wait" });
      await queue.getByText("And this later").waitFor();
      await field.fill("say 3 words");
      await page.getByRole("radio", { name: /^Interrupt/ }).check();
      await field.press("Enter");
      await page.getByText("incomplete: it was cancelled").waitFor();
    });
    await eventually("the others were answered", async () => {
      const { turns } = await t.api.read(id);
      return turns.nodes.filter(({ status }) => status === "COMPLETED").length === 2;
    });
    await page.getByText("idle").waitFor();
    await shown.check("conversation on a phone");
  });

  test("a call is approved in the transcript, and an approver sees what the model proposed", async () => {
    const tools = [{ server: "prices", name: "get_current_stock_price", policy: "ASK" }];
    const agent = await t.register({ tools });
    const id = await t.api.start(agent, "What does NVDA cost?");
    await using shown = await t.open(`/console/conversations/${id}`);
    const { page } = shown;
    await toolCall(page).getByText("waits for a decision").waitFor();
    await toolCall(page).getByLabel(/symbol/).fill("AMD");
    await toolCall(page).getByRole("button", { name: "Approve with edits" }).click();
    await page.getByRole("article", { name: "Message of the agent" }).getByText("AMD").first()
      .waitFor();
    await toolCall(page).getByRole("button", { name: /symbol: AMD/ }).click();
    const proposed = toolCall(page).getByRole("region", {
      name: "Arguments that the model proposed",
    });
    assert.match(await proposed.innerText(), /NVDA/);
    await shown.check("conversation with an approval");
  });

  test("a link leads to an entry that is not loaded, and to the past, which is read-only until it is forked", async () => {
    const id = await t.api.start(await t.register({ tools: [] }));
    await fillConversation({ database: t.stack.urls.database, conversationId: id, turns: 100 });
    const first = `{ conversation(id: "${id}") { entries(first: 1) { nodes { id } } } }`;
    const { conversation } = await t.api.run<First>(first);
    const oldest = conversation.entries.nodes[0]?.id;
    await using shown = await t.open(`/console/conversations/${id}?entry=${oldest}`);
    const { page } = shown;
    await page.locator("article[aria-current=true]").getByText("Question 1 about").waitFor();
    await inspector(page).getByText("Message of the user").waitFor();
    await shown.go(`/console/conversations/${id}?turn=40`);
    await page.locator("article[aria-current=true]").getByText("Turn 40").waitFor();
    await shown.go(`/console/conversations/${id}?at=3`);
    await page.getByText("go live to write a message").waitFor();
    assert.equal(await page.getByRole("article", { name: /^Message/ }).count(), 3);
    assert.equal(await page.getByRole("textbox", { name: "Message" }).count(), 0);
    await page.keyboard.press(".");
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    await page.getByRole("button", { name: "Fork", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Fork from here" });
    await dialog.getByRole("button", { name: "Fork" }).click();
    await page.getByText(/^fork of/).waitFor();
    await page.getByRole("article", { name: /^Turn \d+, before the fork$/ }).first().waitFor();
    assert.doesNotMatch(page.url(), new RegExp(id));
  });

  test("a draft survives a reload, and what is renamed is erased after its new title is typed", async () => {
    const id = await ended(t, t.analyst, "say 3 words");
    await using shown = await t.open(`/console/conversations/${id}`);
    const { page } = shown;
    await page.getByRole("textbox", { name: "Message" }).fill("half a sentence");
    await page.reload();
    assert.equal(
      await page.getByRole("textbox", { name: "Message" }).inputValue(),
      "half a sentence",
    );
    await page.getByRole("button", { name: "Title and labels" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("Old prices");
    await page.getByRole("textbox", { name: "Labels" }).fill("a, b");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Old prices" }).waitFor();
    await page.getByRole("button", { name: "Erase", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Erase the conversation" });
    await dialog.getByRole("textbox").fill("New prices");
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await dialog.getByText("This is not “Old prices”.").waitFor();
    await dialog.getByRole("textbox").fill("Old prices");
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await page.getByRole("heading", { level: 1, name: "Conversations" }).waitFor();
    // The content follows within the time that tests/operations wait for.
    const closed = `{ conversation(id: "${id}") { closedAt } }`;
    const { conversation } = await t.api.run<{ conversation: { closedAt: string } }>(closed);
    assert.ok(conversation.closedAt);
  });

  test("on a phone the actions are in a list that closes by Escape and gives the focus back", async () => {
    const id = await t.api.start(await t.register({ tools: [] }));
    await using shown = await t.open(`/console/conversations/${id}`, { width: 390, height: 844 });
    const { page } = shown;
    const opener = page.getByRole("button", { name: "Actions" });
    const rename = page.getByRole("button", { name: "Title and labels" });
    await opener.click();
    await rename.waitFor();
    await page.keyboard.press("Escape");
    await rename.waitFor({ state: "hidden" });
    await opener.click();
    await rename.click();
    await page.getByRole("dialog", { name: "Title and labels" }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate("document.activeElement?.textContent"), "Actions");
    const transcript = await page.getByRole("region", { name: "Transcript" }).boundingBox();
    assert.ok(
      (transcript?.height ?? 0) > 844 / 3,
      "the transcript has a third of a phone's screen",
    );
    await shown.check("conversation on a phone");
  });
}
