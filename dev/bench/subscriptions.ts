import { sleep } from "../../protocol/async/sleep.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { sseUrl } from "../../tests/support/sse.ts";
import { ms, table } from "./stats.ts";
import { socketSubscribers, sseSubscribers } from "./subscribers.ts";

const streams = 200;

/** Memory of each open subscription of one API process over 200 streams; a new process for each row. */
export async function subscriptions(): Promise<string> {
  const rows = [];
  for (
    const [transport, count] of [["WebSocket", 1_000], ["WebSocket", 10_000], ["SSE", 1_000], [
      "SSE",
      10_000,
    ]] as const
  ) {
    rows.push(await row(transport, count));
  }
  return table(
    ["transport", "open", "opened in s", "RSS before, MiB", "RSS, MiB", "KiB each"],
    rows,
  );
}

async function row(transport: "WebSocket" | "SSE", count: number): Promise<string[]> {
  await using t = await startLogStack();
  const answers = await Promise.all(Array.from({ length: streams }, () => t.open()));
  const ids = Array.from({ length: count }, (_, i) => answers[i % streams]?.conversationId ?? "");
  const url = t.stack.urls.graphql;
  const open = (some: readonly string[]) =>
    transport === "SSE"
      ? sseSubscribers((id) => sseUrl(url, id), some)
      : socketSubscribers(url, some);
  const warm = await open(ids.slice(0, 100)); // loads code and pools before the measurement
  const before = await t.memory();
  const startedAt = performance.now();
  const rest = await open(ids.slice(100));
  const took = (performance.now() - startedAt) / 1_000;
  await sleep(2_000);
  const after = await t.memory();
  for (const all of [warm, rest]) all.close();
  const mib = (kib: number) => (kib / 1024).toFixed(0);
  const each = ((after - before) / (count - 100)).toFixed(1);
  return [transport, String(count), ms(took), mib(before), mib(after), each];
}
