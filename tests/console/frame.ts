import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleTests } from "./kit.ts";

const sections = [
  ["Conversations", "c"],
  ["Approvals", "a"],
  ["Research", "r"],
  ["Schedules", "d"],
  ["Agents", "g"],
  ["Tools", "t"],
  ["Webhooks", "w"],
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

  test("on a phone each section is a press or two away, and what one presses is large enough", async () => {
    await using shown = await t.open("/console/conversations", { width: 390, height: 844 });
    const { page } = shown;
    const bar = page.getByRole("navigation", { name: "Sections" });
    const inBar = bar.getByRole("link").or(bar.getByRole("button", { name: "More" }));
    assert.equal(await inBar.count(), 5);
    const boxes = await Promise.all((await inBar.all()).map((one) => one.boundingBox()));
    let end = 0;
    for (const box of boxes) {
      assert.ok(box && box.width >= 44 && box.height >= 44, JSON.stringify(box));
      assert.ok(
        box.x >= end && box.x + box.width <= 390,
        "they neither overlap nor leave the screen",
      );
      end = box.x + box.width;
    }
    for (const [title] of sections) {
      const link = bar.getByRole("link", { name: title });
      if (await link.count() === 0) await bar.getByRole("button").click();
      const dialog = page.getByRole("dialog", { name: "More sections" });
      await link.or(dialog.getByRole("link", { name: title })).click();
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await dialog.waitFor({ state: "hidden" });
    }
    await bar.getByRole("button", { name: "System" }).click();
    await shown.check("more sections");
    await page.getByRole("button", { name: "Close" }).click();
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
