import type { ExecutionResult } from "graphql";

/** An event as the sample stream sends it. */
export interface SampleEvent {
  __typename: "Fact" | "TextDelta";
  cursor: string;
  fromSeq: number;
  seq: number;
  nodeId?: string;
  part?: number;
  kind?: string;
  offset?: number;
  text?: string;
}

/** A fact by its number; its cursor is `c<seq>`. */
export function fact(seq: number): SampleEvent {
  return { __typename: "Fact", cursor: `c${seq}`, fromSeq: seq, seq };
}

/** A delta behind the fact with this number. */
export function delta(seq: number, offset: number, text: string): SampleEvent {
  const place = { cursor: `c${seq}`, fromSeq: seq + 1, seq };
  return { __typename: "TextDelta", ...place, nodeId: "n", part: 0, kind: "TEXT", offset, text };
}

/** The number in a cursor; 0 for none. */
export function seqOf(cursor: string | null): number {
  return cursor === null ? 0 : Number(cursor.slice(1));
}

/** The event in an answer. */
export function answer(events: SampleEvent): ExecutionResult {
  return { data: { events } };
}

/** These answers, and then the end. */
export async function* answers(
  ...all: readonly ExecutionResult[]
): AsyncGenerator<ExecutionResult> {
  yield* all;
}

/** These answers, and then nothing: the stream stays open until it is returned from. */
export function openAnswers(...all: readonly ExecutionResult[]): AsyncIterable<ExecutionResult> {
  const rest = [...all];
  let settle = (_: IteratorResult<ExecutionResult>) => {};
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const value = rest.shift();
        if (value) return Promise.resolve({ done: false, value });
        return new Promise((resolve) => settle = resolve);
      },
      return: () => {
        settle(end);
        return Promise.resolve(end);
      },
    }),
  };
}

/**
 * A stream as it should be: facts 1 to `facts`; behind each, text that is written in pieces and void at the next
 * fact. Behind a cursor it goes on with the next fact, the text before it from offset 0.
 */
export async function* wholeLog(
  after: string | null,
  facts: number,
  deltasPerEvent: number,
): AsyncGenerator<ExecutionResult> {
  for (let seq = seqOf(after); seq <= facts; seq++) {
    if (seq > seqOf(after)) yield answer(fact(seq));
    for (let piece = 0; piece < deltasPerEvent && seq > 0; piece++) {
      const text = `${seq}.${piece};`;
      const offset = Array.from({ length: piece }, (_, i) => `${seq}.${i};`).join("").length;
      yield answer(delta(seq, offset, text));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}
