import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, unique } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** Tests of the screen Search. */
export function registerSearchTests(t: ConsoleTests): void {
  test("a search shows marked texts of each kind, and leads to the place of one", async () => {
    const word = unique("needle").replaceAll("-", "");
    const id = await t.api.start(t.analyst, `What does NVDA cost, ${word}?`);
    await eventually("the message is found", async () => {
      const found = await t.api.run<{ search: { nodes: unknown[] } }>(
        `query { search(query: "${word}", in: [MESSAGE]) { nodes { at } } }`,
      );
      return found.search.nodes.length > 0;
    });
    await using shown = await t.open("/console/search");
    const { page } = shown;
    await page.getByText("Write words into the search field").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
    const messages = page.getByRole("region", { name: "Messages" });
    await messages.waitFor();
    assert.equal(await messages.locator("mark").first().innerText(), word);
    await page.getByRole("region", { name: "Reports" }).getByText("Nothing was found.").waitFor();
    await shown.check("search");

    await page.getByRole("button", { name: "Messages", exact: true }).click();
    await page.getByRole("region", { name: "Reports" }).waitFor({ state: "detached" });
    assert.match(page.url(), /in=messages/);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/conversations/${id}\\?entry=`));
  });
}
