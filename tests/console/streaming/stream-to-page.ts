import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { poll } from "../../../protocol/async/poll.ts";
import type { ConsoleTests } from "../kit.ts";
import { fillConversation } from "./fill-conversation.ts";
import { observeWork, type PageWork, workOf } from "./page-work.ts";

/** Tokens a second of the answer that arrives. */
const tokensPerSecond = 200;
const tokens = 1_000;
/** Characters that are typed while it arrives, at the pace of a quick typist. */
export const typed = "What would change your answer about these prices?";
const keyMs = 60;

/** The work of a page with a conversation of so many entries, while an answer arrives and while someone types. */
export interface StreamedWork {
  entries: number;
  /** Without typing. */
  streaming: PageWork;
  typing: PageWork;
}

/** Opens a conversation with a past, reads it all into the page, and lets an answer arrive. */
export async function streamToPage(t: ConsoleTests, turns: number): Promise<StreamedWork> {
  const agent = await t.register({ tools: [] });
  const id = await t.api.start(agent);
  await fillConversation({ database: t.stack.urls.database, conversationId: id, turns });
  await using shown = await t.open("/console/usage");
  const { page } = shown;
  await observeWork(page);
  await shown.go(`/console/conversations/${id}`);
  await readAll(page, turns);
  const field = page.getByRole("textbox", { name: "Message" });
  const work = await t.atPace({ tokensPerSecond, firstTokenMs: 5 }, async () => {
    await field.fill(`say ${tokens} clocks`);
    await field.press("Enter");
    await page.getByText("writing").waitFor();
    await untilGrown(page, 200);
    const streaming = await workOf(page, () => untilGrown(page, 1_500));
    await field.focus();
    const typing = await workOf(page, () => page.keyboard.type(typed, { delay: keyMs }));
    assert.equal(await field.inputValue(), typed, "the field has what was typed");
    return { entries: turns * 2, streaming, typing };
  });
  assert.deepEqual(shown.observed.problems(), []);
  return work;
}

/** The length of the longest entry that the page shows: the answer that arrives. */
const longest = `Math.max(...[...document.querySelectorAll("[role=feed] article")]
  .map((one) => one.textContent.length))`;

/** Waits until the answer has so many more characters. It looks seldom, since looking is work of the page, too. */
async function untilGrown(page: Page, characters: number): Promise<void> {
  const before = Number(await page.evaluate(longest));
  await until(page, `${longest} >= ${before + characters}`, 200);
}

/** Waits for a condition in the page, whose policy forbids `waitForFunction`. */
const until = (page: Page, condition: string, everyMs: number) =>
  poll(async () => await page.evaluate(condition) || undefined, {
    withinMs: 60_000,
    everyMs,
    what: condition,
  });

const first = "Question 1 about prices";

/** Scrolls to the first entry, which the page reads in pages, and back to the end. */
async function readAll(page: Page, turns: number): Promise<void> {
  const scroller = page.getByRole("region", { name: "Transcript" });
  const rows = page.getByRole("feed");
  const isThere = `document.querySelector("[role=feed]").textContent.includes("${first}")`;
  const last = rows.getByText(`Answer ${turns}`, { exact: true });
  await last.waitFor();
  for (let reads = 0; !await page.evaluate(isThere); reads++) {
    assert.ok(reads < turns, `the first entry is not shown after ${reads} times at the start`);
    await scroller.evaluate((one) => void (one.scrollTop = 0));
    // What is read comes above what is in sight.
    const moved = `document.querySelector("[aria-label=Transcript]").scrollTop > 0 || ${isThere}`;
    await until(page, moved, 50);
  }
  await scroller.evaluate((one) => void (one.scrollTop = one.scrollHeight));
  await last.waitFor();
}
