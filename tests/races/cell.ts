import { sleep } from "../../protocol/async/sleep.ts";
import type { Random } from "../chaos/random.ts";
import { endOf, readUntil, type SeenEvent } from "../support/api.ts";
import type { TestStack } from "../support/test-stack.ts";

/** The stack of all races: agents by the ending of their approvals. */
export type RaceStack = TestStack & { analyst: string; agents: Record<string, string> };

/** Idle time after which the workflow ends, ms. */
export const sleepAfterMs = 400;

/** What is raced against. In every cell the workflow continues as new after each step. */
export const moments = ["turn end", "cancel", "sleep", "new run"] as const;
/** One of `moments`. */
export type Moment = typeof moments[number];

/** One race. */
export interface Cell {
  row: string;
  moment: Moment;
  random: Random;
}

/** The outcome of a race, to be verified. */
export interface Raced {
  id: string;
  /** All events from the first one to the end of the turn of `next`. */
  events: SeenEvent[];
  /** The messages, and whether each was accepted. */
  said: { text: string; accepted: boolean }[];
  /** The turn of the message after the race. */
  next: string;
  /** The possible verdicts by the mutation's answer. */
  verdict?: { approvalId: string; outcome: string[]; symbols: string[] };
}

/**
 * The only wait of these tests that is not for an event: seeded, at the moment of racing, so that the two sides meet
 * in another order each time. ms
 */
export function jitter(random: Random, maxMs: number): Promise<void> {
  return wait(Math.floor(random() * maxMs));
}

/** A wait for a moment without an event: the workflow's idle time, or an approval's expiry. */
export function wait(ms: number): Promise<void> {
  return sleep(Math.max(0, ms));
}

/** Sends a message in a form; whether it was accepted. Throws unless accepted or refused as busy. */
export async function say(t: RaceStack, id: string, text: string, whenBusy = "ENQUEUE") {
  const sent = await t.api.attempt(
    "mutation($input: SendMessageInput!) { sendMessage(input: $input) { __typename ...on SendMessagePayload { turn { id } } ...on ConflictError { reason } } }",
    { conversationId: id, content: [{ text }], whenBusy },
  );
  const accepted = sent.__typename === "SendMessagePayload";
  const busy = sent.reason === "BUSY" && whenBusy === "REJECT";
  if (!accepted && !busy) throw new Error(`${whenBusy}: ${JSON.stringify(sent)}`);
  return { text, accepted };
}

/** Cancels a turn that may have ended. */
export async function cancel(t: RaceStack, turnId: string): Promise<void> {
  const document =
    "mutation($input: CancelTurnInput!) { cancelTurn(input: $input) { __typename ...on ConflictError { reason } } }";
  const { __typename, reason } = await t.api.attempt(document, { turnId });
  if (__typename !== "CancelTurnPayload" && reason !== "ENDED") {
    throw new Error(`cancel: ${__typename} ${reason}`);
  }
}

/** After the race: sends a plain message; all events up to the end of its turn. */
export async function settle(t: RaceStack, id: string, text: string) {
  const { turn } = await t.api.send(id, text);
  return { events: await readUntil(t.api.follow(id), endOf(turn.id)), next: turn.id };
}
