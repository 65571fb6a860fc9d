import { command } from "./ask.ts";
import * as documents from "./documents.ts";
import { pick, type Random } from "./random.ts";
import { Reader } from "./reader.ts";

const questions = [
  ["What do NVDA and AMD cost?", 2],
  ["Explain bonds in about 60 words", 3],
  ["Explain dividends in about 25 words", 3],
  ["Say hello", 1],
] as const;

/** Messages of one conversation: with all they cause they still fit one page of entries. */
const mostMessages = 20;

/** A turn that is not over by then is a fault of ours, ms. */
const turnWithinMs = 180_000;

/** What one talker did. */
export interface Talk {
  id: string;
  /** Keys of the messages that were accepted. */
  keys: string[];
  readers: Reader[];
  /** Turns that did not end in time. */
  stuck: string[];
}

/** Talks in one conversation, message after message, until told to stop; with a reader at each API. */
export async function talk(
  urls: readonly string[],
  agent: string,
  random: Random,
  goesOn: () => boolean,
): Promise<Talk> {
  const started = await command<{ conversation: { id: string } }>(urls, documents.start, { agent });
  const { id } = started.conversation;
  const readers = urls.map((url) => new Reader(url, id));
  const talk: Talk = { id, keys: [], readers, stuck: [] };
  while (goesOn() && talk.keys.length < mostMessages) {
    const idempotencyKey = crypto.randomUUID();
    // Numbered, so that the provider can tell an input that comes again from one that is told again.
    const content = [{ text: `${pick(random, questions)} (${talk.keys.length + 1})` }];
    const input = { idempotencyKey, conversationId: id, content };
    const { turn } = await command<{ turn: { id: string } }>(urls, documents.send, input);
    talk.keys.push(idempotencyKey);
    const ends = readers.map((r) => r.until((e) => isEnd(e, turn.id), turnWithinMs));
    if (!(await Promise.all(ends)).every(Boolean)) talk.stuck.push(turn.id);
  }
  return talk;
}

const isEnd = (e: { __typename: string; turnId?: string; status?: string }, turnId: string) =>
  e.__typename === "TurnChanged" && e.turnId === turnId &&
  ["COMPLETED", "FAILED", "CANCELLED"].includes(e.status ?? "");
