import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleTests } from "./kit.ts";

/** The screen Agents. */
export function registerAgentsTests(t: ConsoleTests) {
  test("versions are compared word by word, and an alias is moved and rolled back", async () => {
    const agent = await t.register({ instructions: { text: "Answer in short." }, alias: "stable" });
    await t.api.register(agent, { instructions: { text: "Answer in long." }, note: "longer" });
    await using shown = await t.open(`/console/agents/${agent}`);
    const { page } = shown;
    await page.getByRole("link", { name: "Changes since 1" }).click();
    await page.locator("ins", { hasText: "long" }).waitFor();
    assert.equal(await page.locator("del").innerText(), "short");
    await shown.check("compared versions");

    await page.getByRole("button", { name: "Versions and aliases" }).click();
    const stable = page.getByRole("listitem").filter({ hasText: "stable points at" });
    await stable.getByRole("button", { name: "Move…", exact: true }).click();
    const dialog = page.getByRole("dialog");
    // The newest one that it does not point at is selected.
    assert.equal(await dialog.getByLabel("Version").inputValue(), "2");
    await dialog.getByText(/start with version 2 instead of 1/).waitFor();
    await dialog.getByRole("button", { name: "Point it at this version" }).click();
    await stable.getByText("version 2").waitFor();
    await stable.getByRole("button", { name: "Roll back to 1…" }).click();
    await dialog.getByRole("button", { name: "Point it at this version" }).click();
    await stable.getByText("version 1").waitFor();
    await page.getByRole("heading", { name: "Moves of aliases" }).waitFor();
    assert.ok(await page.evaluate("document.activeElement !== document.body"), "focus is lost");
    await shown.check("agent");
  });

  test("an agent is found by keys, read and tried", async () => {
    const agent = await t.register({ alias: "stable" }, "aaa");
    await using shown = await t.open("/console/agents", { width: 390 });
    const { page } = shown;
    await page.getByRole("link", { name: agent }).waitFor();
    await shown.check("agents");
    await page.getByRole("link", { name: agent }).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: agent }).waitFor();
    await page.getByRole("button", { name: "Specification" }).click();
    await page.getByRole("heading", { name: "Instructions" }).waitFor();
    await shown.check("specification");
    await page.getByLabel(/^Try version 1/).fill("What does NVDA cost?");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/conversations\/conversation_/);
  });
}
