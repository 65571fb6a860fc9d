import { sleep } from "../../../protocol/async/sleep.ts";
import { ask, attempt, command } from "../ask.ts";
import * as logDocuments from "../documents.ts";
import { pick, type Random } from "../random.ts";
import { Reader } from "../reader.ts";
import * as documents from "./documents.ts";

/** What one talker did in one conversation. */
export interface Talk {
  id: string;
  /** Keys of the messages that were accepted. */
  keys: string[];
  reader: Reader;
  /** How often each form was used: the five of `whenBusy` into an open turn, and `cancel`. */
  forms: Record<string, number>;
  /** Turns that did not end in time. */
  stuck: string[];
}

/** Acts of one conversation: with all they cause they still fit one page of entries. */
const mostActs = 8;
/** Turns that are not over by then are a fault of ours, ms. */
const turnsWithinMs = 180_000;
const interruptions = [
  ["none", 6],
  ["cancel", 3],
  ["ENQUEUE", 2],
  ["REJECT", 2],
  ["INTERRUPT", 3],
  ["ROLLBACK", 3],
  ["STEER", 3],
] as const;

/** Talks in one conversation, act after act, until told to stop; a reader of it follows along. */
export async function talk(
  urls: readonly string[],
  agent: string,
  random: Random,
  goesOn: () => boolean,
): Promise<Talk> {
  type Started = { conversation: { id: string } };
  const { conversation: { id } } = await command<Started>(urls, logDocuments.start, { agent });
  const reader = new Reader(urls[Math.floor(random() * urls.length)] ?? "", id);
  const talk: Talk = { id, keys: [], reader, forms: {}, stuck: [] };
  for (let n = 0; n < mostActs && goesOn(); n++) await act(urls, talk, random);
  return talk;
}

async function act(urls: readonly string[], talk: Talk, random: Random) {
  const turn = await send(urls, talk, random);
  const form = pick<string>(random, interruptions);
  if (form !== "none") {
    await sleep(random() * 1_500);
    talk.forms[form] = (talk.forms[form] ?? 0) + 1;
    if (form === "cancel") await attempt(urls, documents.cancel, { turnId: turn });
    else await send(urls, talk, random, form);
  }
  talk.stuck.push(...await openAfter(urls, talk));
}

/** Sends a message; the id of its turn, or undefined where it was refused. */
async function send(urls: readonly string[], talk: Talk, random: Random, whenBusy?: string) {
  const idempotencyKey = crypto.randomUUID();
  const content = [{ text: textOf(random, idempotencyKey) }];
  const input = { idempotencyKey, conversationId: talk.id, content, whenBusy };
  type Answer = { __typename: string; message?: string; turn?: { id: string } };
  const answer: Answer = await attempt(urls, documents.send, input);
  if (answer.turn) talk.keys.push(idempotencyKey);
  else if (whenBusy !== "REJECT") throw new Error(`${answer.__typename}: ${answer.message}`);
  return answer.turn?.id;
}

/** A message that carries its key, so that it is told apart in the provider's record, and orders what nobody else does. */
function textOf(random: Random, key: string): string {
  const words = 10 + Math.floor(random() * 60);
  const order = (tool: string, what: string) => `[[tool:shop__${tool} {"key":"${key}-${what}"}]]`;
  const said = pick(random, [
    [`Explain bonds in about ${words} words`, 3],
    ["What do NVDA and AMD cost?", 3],
    [order("order", "a") + order("order", "b"), 3],
    [order("deliver", "a") + order("order", "b"), 3],
    [order("deliver", "a") + order("deliver", "b"), 2],
  ]);
  return `${said} (${key})`;
}

/** The turns that are still open when the time is up; waits for all to end. */
async function openAfter(urls: readonly string[], { id }: Talk): Promise<string[]> {
  const open = ["QUEUED", "RUNNING", "WAITING"];
  type Answer = { conversation: { turns: { nodes: { id: string; status: string }[] } } };
  for (const end = Date.now() + turnsWithinMs;;) {
    const { conversation } = await ask<Answer>(urls, documents.turns, { id });
    const left = conversation.turns.nodes.filter((t) => open.includes(t.status));
    if (left.length === 0) return [];
    if (Date.now() > end) return left.map((t) => t.id);
    await sleep(400);
  }
}
