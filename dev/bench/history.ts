import { Client, Connection } from "@temporalio/client";
import { endOf, readUntil } from "../../tests/support/api.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { table } from "./stats.ts";

const turnsMeasured = 10;
/** Size of a message of the large context, KB. */
const messageKilobytes = 25;

/** The history of a step in Temporal with a small and a large context: it has only ids, so it must be the same. */
export async function history(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const connection = await Connection.connect({ address: t.stack.urls.temporal });
  const rows = [];
  for (const kilobytes of [5, 500]) {
    rows.push(await measure(t, agent, new Client({ connection }), kilobytes));
  }
  await connection.close();
  return table(["context", "steps", "events a step", "bytes a step"], rows);
}

async function measure(t: TestStack, agent: string, client: Client, kilobytes: number) {
  const id = await t.api.start(agent);
  for (let left = kilobytes; left > 0; left -= messageKilobytes) {
    await turn(t, id, "x".repeat(Math.min(left, messageKilobytes) * 1_000));
  }
  const workflow = `conversation-default-${id}`;
  // Each turn is one step: a model call. After a continue-as-new the count starts at zero.
  const perTurn: { events: number; size: number }[] = [];
  for (let i = 0; i < turnsMeasured; i++) {
    const before = await client.workflow.getHandle(workflow).describe();
    await turn(t, id, `number ${i}`);
    const after = await client.workflow.getHandle(workflow).describe();
    if (after.runId !== before.runId) continue;
    const size = (after.historySize ?? 0) - (before.historySize ?? 0);
    perTurn.push({ events: after.historyLength - before.historyLength, size });
  }
  const mean = (of: "events" | "size") =>
    (perTurn.reduce((sum, one) => sum + one[of], 0) / perTurn.length).toFixed(0);
  return [`${kilobytes} KB`, String(perTurn.length), mean("events"), mean("size")];
}

async function turn(t: TestStack, id: string, text: string) {
  const { turn, eventCursor } = await t.api.send(id, `say 3 tokens, ${text}`);
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
}
