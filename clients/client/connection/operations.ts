import type { Client } from "graphql-ws/client";
import type { Answer } from "../follow/answer.ts";
import type { GraphQLFault } from "../errors.ts";

/** What the server runs. */
export interface Payload {
  query: string;
  variables: Record<string, unknown>;
}

/** How the server ended an operation. */
export type OperationEnd = { by: "complete" } | { by: "errors"; errors: readonly GraphQLFault[] };

/** Events of an operation. `end` is the last one and comes once, unless the socket ends before. */
export interface OperationEvents {
  answer(answer: Answer): void;
  end(end: OperationEnd): void;
}

/** The operations of one socket. */
export function operations() {
  const running = new Set<() => void>();
  return {
    /** Begins one. The returned function ends it; no callback follows. */
    begin(client: Client, payload: Payload, events: OperationEvents): () => void {
      const finish = (end?: OperationEnd) => {
        if (!running.delete(leave)) return;
        if (end) events.end(end);
        else unsubscribe();
      };
      const leave = () => finish();
      running.add(leave);
      const isOver = () => !running.has(leave);
      const unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
        next: (answer) => isOver() || events.answer(answer as Answer),
        // Anything else than a list of errors is the end of the socket, which reports it.
        error: (error) => Array.isArray(error) && finish({ by: "errors", errors: error }),
        complete: () => finish({ by: "complete" }),
      });
      return leave;
    },
    /** Ends all, without a callback: graphql-ws would complete them when the socket is closed. */
    endAll(): void {
      for (const leave of [...running]) leave();
    },
  };
}
