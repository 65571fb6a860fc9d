import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleTests } from "./kit.ts";
import { streamToPage } from "./streaming/stream-to-page.ts";

/** What a long history costs while an answer arrives. The bar by the clock is `deno task bench console`. */
export function registerLongConversationTests(t: ConsoleTests) {
  test("an answer that arrives, and typing, take no more processor time after 2,000 entries than after 100", async (context) => {
    const short = await streamToPage(t, 50);
    const long = await streamToPage(t, 1_000);
    for (const what of ["streaming", "typing"] as const) {
      const [few, many] = [short[what], long[what]];
      context.diagnostic(`${what}: ${few.processorMs} ms, then ${many.processorMs} ms`);
      // In the processor time of the page's thread: a busy machine changes it little. Twenty times the entries.
      assert.ok(
        many.processorMs <= 2.5 * few.processorMs + 50,
        `${what}: ${few.processorMs} ms at ${short.entries} entries, ${many.processorMs} ms at ${long.entries}`,
      );
    }
  });
}
