import { sleep } from "../../protocol/async/sleep.ts";
import type { ChaosClient } from "./client.ts";
import * as documents from "./chaos.generated.ts";
import { pick, type Random } from "./random.ts";
import { Reader } from "./reader.ts";
import type { ScenarioPlan } from "./scenarios.ts";

/** What a workload sends to whom. */
export interface Workload {
  client: ChaosClient;
  agent: string;
  plan: Pick<ScenarioPlan, "maxMessages" | "interrupts">;
}

/** What was done in one conversation. */
export interface ConversationRun {
  id: string;
  /** Keys of the messages that were accepted. */
  keys: string[];
  readers: Reader[];
  /** How often each interruption was made: the forms of `whenBusy` into an open turn, and `cancel`. */
  interruptions: Record<string, number>;
  /** Turns that did not end in time. */
  stuck: string[];
}

/** A turn that has not ended by then is stuck, ms. */
const turnWithinMs = 180_000;
const questions = [
  ["What do NVDA and AMD cost?", 3],
  ["Explain bonds in about 60 words", 3],
  ["Explain dividends in about 25 words", 3],
  ["Say hello", 1],
] as const;
const interruptions = [
  ["none", 6],
  ["cancel", 3],
  ["ENQUEUE", 2],
  ["REJECT", 2],
  ["INTERRUPT", 3],
  ["ROLLBACK", 3],
  ["STEER", 3],
] as const;

/** Sends messages in one conversation, each when the turns before it have ended, until `isRunning` is false. */
export async function runConversation(
  workload: Workload,
  random: Random,
  isRunning: () => boolean,
): Promise<ConversationRun> {
  const { client, agent, plan } = workload;
  const { conversation: { id } } = await client.mutate(documents.start, { agent });
  const readers = client.urls.map((url) => new Reader(url, id));
  const run: ConversationRun = { id, keys: [], readers, interruptions: {}, stuck: [] };
  for (let n = 0; n < plan.maxMessages && isRunning(); n++) {
    const turn = await send(workload, run, random);
    if (plan.interrupts) await interrupt(workload, run, random, turn);
    const ends = readers.map((reader) => reader.until((e) => isEnd(e, turn), turnWithinMs));
    const seen = await Promise.all(ends);
    run.stuck.push(...(seen.every(Boolean) ? await openTurns(client, id) : [turn]));
  }
  return run;
}

const finals = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];
const isEnd = (e: Reader["seen"][number], turnId: string) =>
  e.__typename === "TurnChanged" && e.turnId === turnId && finals.includes(e.status);

async function interrupt(
  { client, ...rest }: Workload,
  run: ConversationRun,
  random: Random,
  turnId: string,
) {
  const form = pick<(typeof interruptions)[number][0]>(random, interruptions);
  if (form === "none") return;
  await sleep(random() * 1_500);
  run.interruptions[form] = (run.interruptions[form] ?? 0) + 1;
  // The turn may have ended: then the answer is a refusal.
  if (form === "cancel") await client.attempt(documents.cancel, { turnId });
  else await send({ client, ...rest }, run, random, form);
}

type WhenBusy = Exclude<(typeof interruptions)[number][0], "none" | "cancel">;

/** Sends a message; the id of its turn, or an empty one where it was rejected as requested. */
async function send(
  { client, plan }: Workload,
  { id, keys }: ConversationRun,
  random: Random,
  whenBusy?: WhenBusy,
): Promise<string> {
  const idempotencyKey = crypto.randomUUID();
  const question = pick(random, plan.interrupts ? withOrders(random, idempotencyKey) : questions);
  // With its key every message is unique, so that the provider's record tells a repeated input from a new one.
  const content = [{ text: `${question} (${idempotencyKey})` }];
  const input = { idempotencyKey, conversationId: id, content, ...(whenBusy && { whenBusy }) };
  const result = await client.attempt(documents.send, input);
  if (result.__typename === "SendMessagePayload") {
    keys.push(idempotencyKey);
    return result.turn.id;
  }
  if (whenBusy !== "REJECT") throw new Error(`${result.__typename}: ${JSON.stringify(result)}`);
  return "";
}

/** Questions, and messages that have tools with side effects called, each with a key of its own. */
function withOrders(random: Random, key: string): readonly (readonly [string, number])[] {
  const words = 10 + Math.floor(random() * 60);
  const order = (tool: string, name: string) => `[[tool:orders__${tool} {"key":"${key}-${name}"}]]`;
  return [
    [`Explain bonds in about ${words} words`, 3],
    ["What do NVDA and AMD cost?", 3],
    [order("buy", "a") + order("buy", "b"), 3],
    [order("deliver", "a") + order("buy", "b"), 3],
    [order("deliver", "a") + order("deliver", "b"), 2],
  ];
}

/** The turns that are still open when the time is up; waits for all to end. */
async function openTurns(client: ChaosClient, id: string): Promise<string[]> {
  for (const end = Date.now() + turnWithinMs;;) {
    const { conversation } = await client.query(documents.turns, { id });
    const open = conversation?.turns.nodes.filter((t) => !finals.includes(t.status)) ?? [];
    if (open.length === 0) return [];
    if (Date.now() > end) return open.map((t) => t.id);
    await sleep(400);
  }
}
