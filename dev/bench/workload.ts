import { type Api, readUntil, turnEnds } from "../../tests/support/api.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { Chat } from "./chat.ts";

const price = '[[tool:prices__get_current_stock_price {"symbol":"NVDA"}]]';

/** A message that makes the model request two tools in one answer. */
export const twoTools = price + price;
/** A message that makes it request two tools in two answers. */
export const twoToolsInTurn = price + price.replace("tool:", "then:");

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

/**
 * Takes turns in all conversations at once, in each one after the other, with one open subscription each; the time from
 * the first message to the last end, ms.
 */
export async function runTurns(
  workload: readonly WorkloadConversation[],
  turns: number,
  text: string,
): Promise<number> {
  const chats = await Promise.all(workload.map(({ api, id }) => Chat.open(api.url, id)));
  const startedAt = performance.now();
  await Promise.all(chats.map(async (chat) => {
    for (let n = 0; n < turns; n++) await chat.turn(`${text} number ${n}`);
  }));
  const passedMs = performance.now() - startedAt;
  for (const chat of chats) chat[Symbol.dispose]();
  return passedMs;
}

const atOnce = 20;

/**
 * Takes this many plain turns before a measurement: a new stack costs a fifth to a third more, until its code is compiled
 * and its pools and plans exist. A sentence about it, for the result.
 */
export async function warmUp(t: TestStack, agent: string, turns: number): Promise<string> {
  if (turns === 0) return "Cold: measured on a new stack.";
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const text = "say 20 tokens";
  const workload = await startConversations([t.api], { agent, count: atOnce, text });
  await runTurns(workload, Math.ceil(turns / atOnce), text);
  return `Warm: after ${turns} turns.`;
}

/** The number of steps of all turns but the first. */
export async function stepsOf(workload: readonly WorkloadConversation[]): Promise<number> {
  const all = await Promise.all(workload.map(({ api, id }) => api.read(id)));
  return all.flatMap((c) => c.turns.nodes.slice(1).flatMap((n) => n.steps)).length;
}
