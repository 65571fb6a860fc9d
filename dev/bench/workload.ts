import { type Api, endOf, readUntil, turnEnds } from "../../tests/support/api.ts";

/** A conversation and the API of its reader. */
export interface WorkloadConversation {
  api: Api;
  id: string;
}

/** Starts conversations at these APIs in turn, and waits until the first turn of each has ended. */
export function startConversations(
  apis: readonly Api[],
  { agent, count, text }: { agent: string; count: number; text: string },
): Promise<WorkloadConversation[]> {
  return Promise.all(Array.from({ length: count }, async (_, n) => {
    const api = apis[n % apis.length];
    if (!api) throw new Error("no API is given");
    const id = await api.start(agent, text);
    await readUntil(api.follow(id), turnEnds());
    return { api, id };
  }));
}

/** Takes turns in all conversations at once, in each one after the other; the duration, ms. */
export async function runTurns(
  workload: readonly WorkloadConversation[],
  turns: number,
  text: string,
) {
  const startedAt = performance.now();
  await Promise.all(workload.map(async ({ api, id }) => {
    for (let n = 0; n < turns; n++) {
      const { turn, eventCursor } = await api.send(id, `${text} number ${n}`);
      await readUntil(api.follow(id, eventCursor), endOf(turn.id), 120_000);
    }
  }));
  return performance.now() - startedAt;
}

/** The number of steps of all turns but the first. */
export async function stepsOf(workload: readonly WorkloadConversation[]): Promise<number> {
  const all = await Promise.all(workload.map(({ api, id }) => api.read(id)));
  return all.flatMap((c) => c.turns.nodes.slice(1).flatMap((n) => n.steps)).length;
}
