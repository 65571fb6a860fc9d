import { sleep } from "../../protocol/async/sleep.ts";
import { ask } from "./ask.ts";
import * as documents from "./documents.ts";

/** Waits until the worker has listed the tools of so many servers; throws after a minute. */
export async function toolsListed(urls: readonly string[], servers: number): Promise<void> {
  type Listed = { mcpServers: { tools: unknown[] }[] };
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const { mcpServers } = await ask<Listed>(urls, documents.servers);
    if (mcpServers.filter((s) => s.tools.length > 0).length >= servers) return;
    await sleep(200);
  }
  throw new Error("the tools were not listed within a minute");
}
