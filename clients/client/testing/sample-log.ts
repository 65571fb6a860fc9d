import type { ExecutionResult } from "graphql";

/** An event of the sample stream. */
export interface SampleEvent {
  __typename: "StoredEvent" | "TextDelta";
  cursor: string;
  fromSeq: number;
  seq: number;
  nodeId?: string;
  part?: number;
  kind?: string;
  offset?: number;
  text?: string;
}

/** The stored event with this number; its cursor is `c<seq>`. */
export function storedEvent(seq: number): SampleEvent {
  return { __typename: "StoredEvent", cursor: `c${seq}`, fromSeq: seq, seq };
}

/** A delta after the stored event with this number. */
export function delta(seq: number, offset: number, text: string): SampleEvent {
  const position = { cursor: `c${seq}`, fromSeq: seq + 1, seq };
  return { __typename: "TextDelta", ...position, nodeId: "n", part: 0, kind: "TEXT", offset, text };
}

/** The number in a cursor; 0 for none. */
export function seqOf(cursor: string | null): number {
  return cursor === null ? 0 : Number(cursor.slice(1));
}

/** The event in an answer. */
export function answer(events: SampleEvent): ExecutionResult {
  return { data: { events } };
}

/** These answers, then the end. */
export async function* answers(
  ...all: readonly ExecutionResult[]
): AsyncGenerator<ExecutionResult> {
  yield* all;
}

/** These answers, then an open stream without events until `return()`. */
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
 * A correct stream: stored events 1 to `count`, each followed by deltas of a text that ends with the next event. After
 * a cursor it continues with the next event, and sends the text before it from offset 0.
 */
export async function* wholeLog(
  after: string | null,
  count: number,
  deltasPerEvent: number,
): AsyncGenerator<ExecutionResult> {
  for (let seq = seqOf(after); seq <= count; seq++) {
    if (seq > seqOf(after)) yield answer(storedEvent(seq));
    for (let piece = 0; piece < deltasPerEvent && seq > 0; piece++) {
      const text = `${seq}.${piece};`;
      const offset = Array.from({ length: piece }, (_, i) => `${seq}.${i};`).join("").length;
      yield answer(delta(seq, offset, text));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}
