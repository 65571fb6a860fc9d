import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleTests } from "./kit.ts";

const sections = [
  ["Conversations", "c"],
  ["Approvals", "a"],
  ["Research", "r"],
  ["Agents", "g"],
  ["Tools", "t"],
  ["Usage", "u"],
  ["System", "s"],
] as const;

/** The frame around every screen, and how it is served. */
export function registerFrameTests(t: ConsoleTests) {
  test("the start leads to the console, whose sections open by keys, on one socket", async () => {
    await using shown = await t.open("/");
    const { page } = shown;
    for (const [title, key] of sections) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      const here = page.getByRole("navigation", { name: "Sections" }).locator("[aria-current]");
      assert.match(await here.innerText(), new RegExp(title));
    }
    await shown.check("frame");
  });

  test("a deep link shows its page, also after it is loaded again; an unknown one says so", async () => {
    await using shown = await t.open("/console/agents?x=1");
    const { page } = shown;
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Agents" }).waitFor();
    assert.equal(new URL(page.url()).search, "?x=1");
    await shown.go("/console/nothing/here");
    await page.getByRole("heading", { level: 1, name: "Not found" }).waitFor();
    await shown.check("not found");
  });
}
