import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** Starts a conversation and waits for the end of its turn. */
async function ended(t: ConsoleTests, agent: string, text: string): Promise<void> {
  const id = await t.api.start(agent, text);
  await eventually("the turn has ended", async () => {
    const [turn] = (await t.api.read(id)).turns.nodes;
    return turn !== undefined && ["COMPLETED", "FAILED"].includes(turn.status);
  });
}

/** Tests of the screens Usage, Tools and System. */
export function registerOverviewTests(t: ConsoleTests): void {
  test("the usage of a period is shown by day, agent and model, and its address keeps the period", async () => {
    const agent = await t.register({}, "spender");
    await ended(t, agent, "hello");
    await using shown = await t.open("/console/usage");
    const { page } = shown;
    const byAgent = page.getByRole("region", { name: "Usage by Agent" });
    await byAgent.getByRole("rowheader", { name: agent }).waitFor();
    const row = byAgent.getByRole("row").filter({ hasText: agent });
    assert.match(await row.innerText(), /\b1\b/);
    await page.getByRole("button", { name: "Yesterday" }).click();
    await page.getByText("No calls were made in these days.").waitFor();
    assert.match(page.url(), /from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
    await page.getByLabel("From (UTC)").fill("2020-01-01");
    await page.getByText("Select at most 400 days.").waitFor();
    await page.getByRole("button", { name: "30 days" }).click();
    await byAgent.waitFor();
    await page.getByText("The days as a table").click();
    await shown.check("usage");
  });

  test("each server is shown with its tools, what they do and their schemas", async () => {
    await using shown = await t.open("/console/tools");
    const { page } = shown;
    const prices = page.getByRole("region", { name: "prices", exact: true });
    await prices.getByText("up", { exact: true }).waitFor();
    await prices.getByText("get_current_stock_price").click();
    await prices.getByRole("region", { name: /arguments of get_current_stock_price/ }).waitFor();
    await shown.check("tools");
  });

  test("the parts of the deployment are shown, and the turns that failed last lead to their cause", async () => {
    const agent = await t.register({
      turnBudget: { modelCalls: 1 },
      tools: [{ server: "prices" }],
    });
    const question = `What does NVDA cost for ${agent}?`;
    await ended(t, agent, question);
    await using shown = await t.open("/console/system");
    const { page } = shown;
    const parts = page.getByRole("region", { name: "Parts" });
    await parts.getByText("temporal").waitFor();
    assert.doesNotMatch(await parts.innerText(), /down/);
    const failures = page.getByRole("region", { name: "Turns that failed last" });
    const failed = failures.getByRole("listitem").filter({ hasText: agent });
    await failed.getByText("BUDGET_EXCEEDED").waitFor();
    await shown.check("system");
    await failed.getByRole("link", { name: question }).click();
    await page.waitForURL(/\/console\/conversations\/conversation_\w+\?turn=1/);
  });
}
