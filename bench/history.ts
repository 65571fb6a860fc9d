import { Client, Connection } from "@temporalio/client";
import { endOf, readUntil } from "../tests/support/api.ts";
import type { TestStack } from "../tests/support/test-stack.ts";
import { table } from "./stats.ts";

const turnsMeasured = 10;

/** What a step costs Temporal, with a small and a large context: ids in, ids out, so it must be the same. */
export async function history(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const connection = await Connection.connect({ address: t.stack.urls.temporal });
  const rows = [];
  for (const kilobytes of [1, 25]) {
    rows.push(await measure(t, agent, new Client({ connection }), kilobytes));
  }
  await connection.close();
  return table(["message", "turns", "events a turn", "bytes a turn"], rows);
}

async function measure(t: TestStack, agent: string, client: Client, kilobytes: number) {
  const id = await t.api.start(agent, "say 3 tokens to begin");
  await readUntil(t.api.follow(id), ({ __typename, status }) => {
    return __typename === "TurnChanged" && status === "COMPLETED";
  });
  const handle = client.workflow.getHandle(`conversation-default-${id}`);
  const before = await handle.describe();
  for (let i = 0; i < turnsMeasured; i++) {
    const text = `say 3 tokens, ${i} ${"x".repeat(kilobytes * 1_000)}`;
    const { turn, eventCursor } = await t.api.send(id, text);
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  }
  const after = await handle.describe();
  const per = (of: "historyLength" | "historySize") =>
    (((after[of] ?? 0) - (before[of] ?? 0)) / turnsMeasured).toFixed(0);
  return [`${kilobytes} KB`, String(turnsMeasured), per("historyLength"), per("historySize")];
}
