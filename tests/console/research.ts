import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { registerResearchAgents } from "../../cli/agents/research-agents.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { Research } from "../support/research.ts";
import { eventually, unique } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** So slow that a phase is seen while it writes. */
const slowly = { tokensPerSecond: 60, firstTokenMs: 5 };
/** A whole run is only needed for its end. */
const quickly = { tokensPerSecond: 3_000, firstTokenMs: 1 };

/** Research: from a question to the evidence of a figure. */
export function registerResearchTests(t: ConsoleTests) {
  const registered = () => registerResearchAgents({ root: repositoryRoot, url: t.api.url });
  const wholeRun = (order: string, over: object = {}) =>
    t.atPace(quickly, () => new Research(t.api).whole(question(order), over));
  const question = (order = "") => `How does NVDA compare with AMD (${unique("run")})? ${order}`;

  test("a question is asked by keys, its phases are watched, and the run is cancelled", async () => {
    await registered();
    await using shown = await t.open("/console/research");
    const { page } = shown;
    await page.getByRole("textbox", { name: "Question" }).focus();
    await page.keyboard.type(question());
    await page.keyboard.press("Tab");
    await page.keyboard.type("NVDA zzzzq");
    await page.keyboard.press("Enter");
    await page.getByText(/zzzzq: No security is traded under the symbol ZZZZQ/i).waitFor();
    assert.equal(
      await page.getByRole("textbox", { name: "Symbols" }).getAttribute("aria-invalid"),
      "true",
    );
    await shown.check("a refused question");
    await t.atPace(slowly, async () => {
      await page.getByRole("textbox", { name: "Symbols" }).fill("NVDA, AMD");
      await page.keyboard.press("Enter");
      await page.getByRole("list", { name: "Symbols of the question" }).getByText(/AMD.*share/)
        .waitFor();
      const plan = page.getByRole("region", { name: "Plan", exact: true });
      await plan.getByText("running").or(plan.getByText("completed")).first().waitFor();
      await page.getByRole("region", { name: /^Text of / }).first().waitFor();
      await page.getByRole("button", { name: "Cancel the run" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Cancel the run" }).click();
      await page.locator("main").getByText("cancelled").first().waitFor();
    });
    assert.equal(await page.getByText("not verified").count(), 0);
    await shown.check("a cancelled run");
  });

  test("a report shows what proves it, with objections next to the claim, also by a link", async () => {
    await registered();
    const run = await wholeRun("[[verifier:reject 2]]", { revisions: 0 });
    assert.deepEqual([run.status, run.verified], ["COMPLETED", false]);
    await using shown = await t.open(`/console/research/${run.id}`);
    const { page } = shown;
    await page.getByText(/^Not verified: .*did not accept/).waitFor();
    assert.equal(await page.getByText(/^verified$/i).count(), 0);
    await page.getByText("What the verifier objects to").first().waitFor();
    await page.getByRole("img", { name: "Change since the first day" }).first().waitFor();
    await proofOf(page);
    await using linked = await t.open(page.url().slice(t.origin.length));
    const dialog = linked.page.getByRole("dialog");
    await dialog.locator("mark").first().waitFor();
    await linked.check("the evidence of a figure");
    await linked.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await linked.page.waitForURL(({ search }) => search === ""); // follows the dialog's event
    await linked.page.getByRole("link", { name: "Read the report" }).click();
    assert.equal(await linked.page.evaluate("document.activeElement?.id"), "report");
    assert.equal(await linked.page.evaluate("document.documentElement.scrollTop"), 0);
    await linked.check("a report");
  });

  test("a run comes into the list by itself, is opened by keys, and forked from one of its phases", async () => {
    await registered();
    await using shown = await t.open("/console/research?status=completed");
    const { page } = shown;
    const run = await wholeRun("");
    await page.getByRole("link", { name: run.question }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Report", exact: true }).click();
    const panel = page.getByRole("region", { name: "Phase Report" });
    await panel.getByRole("button", { name: "Fork from here" }).click();
    await t.atPace(quickly, async () => {
      await page.getByRole("button", { name: "Start the new run" }).click();
      await page.getByText(/another run from “Report” on/).waitFor();
      const forked = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      assert.notEqual(forked, run.id);
      await eventually(
        "the fork ends",
        async () => (await new Research(t.api).read(forked)).status === "COMPLETED",
      );
    });
    await page.getByText(/^Verified: /).waitFor();
    await shown.check("a forked run");
  });
}

/** Opens the first proven figure, whose dialog shows its tool call with the value marked. */
async function proofOf(page: Page) {
  const row = page.getByRole("row").filter({ hasText: "exact" }).first();
  await row.getByRole("link").click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("mark").first().waitFor();
  const value = await dialog.locator("dd").first().innerText();
  const digits = value.replace(/\D/g, "").slice(0, 2);
  assert.ok((await dialog.locator("mark").first().innerText()).replace(/\D/g, "").includes(digits));
  assert.match(page.url(), /[?]figure=[a-z]/);
}
