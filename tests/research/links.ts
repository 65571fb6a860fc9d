import assert from "node:assert/strict";
import { test } from "node:test";
import { startBrowser } from "../support/browser.ts";
import type { ResearchStack } from "./research-stack.ts";

const query = `query Downloads($id: ID!) { researchRun(id: $id) { report {
  title downloads { url type } } } }`;

interface Asked {
  researchRun: { report: { title: string; downloads: { url: string; type: string }[] } };
}

/** Reports by their links, in a browser. */
export function links(at: () => ResearchStack) {
  test("a person clicks the link of a report in web mail, and the report opens", async () => {
    const { researchRun: { report } } = await at().api.run<Asked>(query, { id: at().whole.id });
    const link = report.downloads.find(({ type }) => type === "text/html");
    const url = new URL(link?.url ?? "", at().api.url).href;
    await using browser = await startBrowser();
    const { page, faults } = await browser.open();
    const mail = { contentType: "text/html", body: `<a href="${url}">the report</a>` };
    await page.route("http://mail.example/", (route) => route.fulfill(mail));
    await page.goto("http://mail.example/");
    const answered = page.waitForResponse(url);
    await page.click("a");
    const answer = await answered;
    assert.equal(answer.headers()["cross-origin-opener-policy"], "same-origin");
    assert.match(answer.headers()["content-security-policy"] ?? "", /frame-ancestors 'none'/);
    await page.waitForSelector("main");
    assert.equal(await page.title(), report.title);
    assert.deepEqual(faults, []);
  });
}
