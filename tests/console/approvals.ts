import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "../support/test-stack.ts";
import type { PendingApproval } from "../support/api.ts";
import type { ConsoleTests } from "./kit.ts";

const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };

/** An agent that asks before each call, with conversations that wait for an approval of these symbols. */
async function asking(t: ConsoleTests, ...symbols: string[]) {
  const agent = await t.register({ tools: [tool] });
  const conversations = new Map<string, string>();
  for (const symbol of symbols) {
    conversations.set(symbol, await t.api.start(agent, `What does ${symbol} cost?`));
  }
  const waiting = () => pendingOf(t, [...conversations.values()]);
  await eventually("all calls wait", async () => (await waiting()).length === symbols.length);
  return { agent, conversations, waiting };
}

const inbox = `{ approvals(first: 100) {
  nodes { id argumentsHash toolCall { turn { conversation { id } } } }
} }`;

interface Inbox {
  approvals: {
    nodes: (PendingApproval & { toolCall: { turn: { conversation: { id: string } } } })[];
  };
}

async function pendingOf(t: ConsoleTests, conversations: string[]) {
  const { approvals } = await t.api.run<Inbox>(inbox);
  return approvals.nodes.filter(({ toolCall }) =>
    conversations.includes(toolCall.turn.conversation.id)
  );
}

/** The card of the call that waits for this symbol. */
const cardOf = (page: Page, symbol: string) =>
  page.getByRole("article").filter({ has: page.locator(`input[value="${symbol}"]`) });

/** The screen Approvals. */
export function registerApprovalsTests(t: ConsoleTests) {
  test("an approval is changed, refused where the tool does not accept it, and decided by keys", async () => {
    const { agent, conversations } = await asking(t, "NVDA", "AMD");
    await using shown = await t.open(`/console/approvals?agent=${agent}`);
    const { page } = shown;
    await cardOf(page, "NVDA").getByText("Changes nothing (read-only).").waitFor();
    assert.match(await page.title(), /^\(\d+\) Approvals/);
    await shown.check("approvals");

    const symbol = cardOf(page, "NVDA").getByLabel("symbol (required)");
    await symbol.fill("not a symbol");
    const first = page.getByRole("article").filter({ has: page.getByText("Undo the changes") });
    await first.getByRole("button", { name: "Approve with edits" }).click();
    await first.getByText(/The value must match pattern/).waitFor();
    await first.getByLabel("symbol (required)").fill("TSLA");
    await first.getByRole("button", { name: "Approve with edits" }).click();
    await page.getByText(/^Approved by you/).waitFor();
    await page.getByText('Executed with edits: {"symbol":"TSLA"}').waitFor();

    // The focus went on to the other call.
    await page.keyboard.press("x");
    await page.keyboard.type("Not this one.");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Reason: Not this one.").waitFor();
    const read = await t.api.read(conversations.get("NVDA") ?? "");
    const call = read.entries.nodes.find((one) => one.__typename === "ToolCall");
    assert.deepEqual(call?.arguments, { symbol: "TSLA" });
  });

  test("a verdict given elsewhere turns the card into who decided, and moves no focus", async () => {
    const { agent, waiting } = await asking(t, "MSFT", "AAPL");
    await using shown = await t.open(`/console/approvals?agent=${agent}`);
    const { page } = shown;
    const field = cardOf(page, "MSFT").getByLabel("symbol (required)");
    await field.focus();
    for (const approval of await waiting()) await t.api.decide(approval, { approve: {} });
    await page.getByText(/^Approved by you (now|\d+ s ago)/).nth(1).waitFor();
    // The field went with the decision: its card has the focus.
    const focused = await page.evaluate("document.activeElement?.dataset.verdict");
    assert.equal(focused, "APPROVED");
    assert.equal(await page.getByRole("alert").count(), 0);
    // The address names the card: its link shows the decision, also where nothing waits any more.
    await shown.go(`/console/approvals${new URL(page.url()).search}`);
    await page.getByText(/^Approved by you/).waitFor();
  });

  test("calls of one tool are decided together; one that is put aside comes back", async () => {
    const { agent, waiting } = await asking(t, "KO", "PEP", "SHEL.L");
    await using shown = await t.open(`/console/approvals?agent=${agent}`, { width: 390 });
    const { page } = shown;
    await cardOf(page, "KO").getByRole("button", { name: "Not now" }).click();
    await page.getByRole("heading", { name: "Put aside on this page" }).waitFor();
    await page.getByRole("button", { name: /^Decide on 2 calls/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Approve 2" }).click();
    await dialog.getByText("approved").nth(1).waitFor();
    await shown.check("several approvals");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Bring back" }).click();
    await cardOf(page, "KO").waitFor();
    assert.equal((await waiting()).length, 1);

    await page.getByRole("button", { name: "History" }).click();
    await page.getByText(/by you/).nth(1).waitFor();
    await shown.check("history of approvals");
  });
}
