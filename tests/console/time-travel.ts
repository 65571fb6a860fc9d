import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** Tests of the timeline, the table of events and time travel. */
export function registerTimeTravelTests(t: ConsoleTests): void {
  test("the past of a conversation is shown event by event, by keys, and its link shows the same", async () => {
    const id = await t.api.start(t.analyst, "What does NVDA cost?");
    await eventually("the turn has ended", async () => {
      return (await t.api.read(id)).turns.nodes[0]?.status === "COMPLETED";
    });
    await using shown = await t.open(`/console/conversations/${id}?at=2`);
    const { page } = shown;
    const past = page.getByRole("group", { name: "Time travel" }).getByRole("status");
    await past.getByText(/Read-only: 2 of \d+, .*: Message of the user, completed/).waitFor();
    const transcript = page.getByRole("region", { name: "Transcript" });
    await transcript.getByRole("article", { name: "Message of the user" }).waitFor();
    await transcript.getByRole("article", { name: "Message of the agent" })
      .waitFor({ state: "detached" });
    assert.equal(await page.getByRole("textbox", { name: "Message" }).count(), 0);
    await page.keyboard.press("]");
    await past.getByText(/Read-only: 3 of/).waitFor();
    assert.match(page.url(), /at=3$/);
    await page.keyboard.press("[");
    await past.getByText(/Read-only: 2 of/).waitFor();
    await shown.check("the past");
    await page.keyboard.press(".");
    await transcript.getByRole("article", { name: "Message of the agent" }).waitFor();
    await page.getByRole("textbox", { name: "Message" }).waitFor();
  });

  test("the timeline shows each turn and step, opens its details, and changes to the table of events", async () => {
    const id = await t.api.start(t.analyst, "What does NVDA cost?");
    await using shown = await t.open(`/console/conversations/${id}?view=timeline`);
    const { page } = shown;
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByRole("button", { name: /Turn 1.*completed/ }).waitFor();
    await timeline.getByRole("button", { name: /Tool call get_current_stock_price.*completed/ })
      .click();
    await page.getByRole("complementary", { name: "Inspector" })
      .getByRole("heading", { name: "Tool call get_current_stock_price" }).waitFor();
    await page.keyboard.press("Escape");
    const part = timeline.getByRole("slider");
    await part.press("+");
    await page.getByRole("button", { name: "Show all" }).waitFor();
    await part.press("Escape");
    await page.getByRole("button", { name: "Show all" }).waitFor({ state: "detached" });
    await shown.check("timeline");
    await page.getByRole("button", { name: "Transcript" }).focus();
    await page.keyboard.press("t");
    const events = page.getByRole("table", { name: "Events" });
    await events.getByRole("row", { name: /Tool call get_current_stock_price attempt 1 begun/ })
      .waitFor();
    await events.getByRole("button", { name: "Show the state after event 4" }).click();
    await page.getByText(/Read-only: 4 of/).waitFor();
    await shown.check("events");
  });
}
