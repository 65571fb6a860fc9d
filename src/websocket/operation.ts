import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import type { ExecutionArgs, ExecutionResult, GraphQLError } from "graphql";
import type { Context } from "graphql-ws";
import { limits } from "../../protocol/limits.ts";
import { graphError } from "../../schema/errors.ts";
import type { Logger } from "../../telemetry/log.ts";
import { answerJson } from "../answers/answer-json.ts";
import { maskError } from "../graphql/mask-error.ts";
import {
  type OperationParams,
  type PreparedOperation,
  prepareOperation,
} from "../graphql/prepare-operation.ts";
import { openSubscriptions } from "../graphql/open-subscriptions.ts";
import type { Yoga } from "../graphql/yoga.ts";
import type { SocketOwner } from "./socket-owner.ts";

/** The state of a connection for its operations. */
export interface Extra {
  headers: Headers;
  owner: SocketOwner;
  getEnveloped: Yoga["getEnveloped"];
  /** Open streams. */
  streams: Set<AsyncIterator<unknown>>;
  /** Sends a message; resolves when the peer can take the next one. */
  send: (message: string) => Promise<void>;
  /** Messages whose work has not ended, also of operations that the peer has completed. */
  running: () => number;
}

/** Parses and validates in Yoga's pipeline; returns execution arguments, or the errors that refuse the operation. */
export async function prepare(
  { extra }: Context<Record<string, unknown>, Extra>,
  id: string,
  params: OperationParams,
  log: Logger,
): Promise<PreparedOperation | GraphQLError[]> {
  if (id.length > limits.operationIdLength) {
    const message = `The id of an operation may have ${limits.operationIdLength} characters.`;
    return [graphError("BAD_USER_INPUT", message)];
  }
  if (extra.running() > limits.subscriptionsPerConnection) {
    const limit = limits.subscriptionsPerConnection;
    const message =
      `A connection may have ${limit} open operations. Complete one, or open another.`;
    return [graphError("TOO_MANY_SUBSCRIPTIONS", message)];
  }
  const { headers, owner: { requester } } = extra;
  const info = { headers, requester, transport: "websocket" as const };
  return await prepareOperation(extra.getEnveloped, info, params, log);
}

/** Runs without an active span: the one that Deno keeps active on a socket ended with the handshake. */
export async function run(kind: "execute" | "subscribe", args: ExecutionArgs, log: Logger) {
  return await context.with(ROOT_CONTEXT, async () => {
    try {
      return await (args as PreparedOperation)[kind](args) as never;
    } catch (error) {
      return { errors: [maskError(error, log)] } as never;
    }
  });
}

type Answer = ExecutionResult;
type Answers = AsyncIterable<Answer>;

/**
 * The stream of an operation as graphql-ws reads it. Answers without errors are sent here, since graphql-ws would write
 * the JSON of a shared one for each subscriber; it gets only the others. A failed source ends with a result without
 * data, as over SSE. `streams` has the stream until it ends.
 */
export function sendingAnswers(
  answers: Answers,
  id: string,
  { streams, send }: Pick<Extra, "streams" | "send">,
  log: Logger,
): AsyncIterableIterator<Answer> {
  const source = openSubscriptions.during("websocket", answers);
  const done = { done: true, value: undefined } as const;
  let isOver = false;
  const end = () => {
    isOver = true;
    streams.delete(stream);
  };
  const stream = {
    async next(): Promise<IteratorResult<Answer, undefined>> {
      try {
        while (!isOver) {
          const next = await source.next();
          if (next.done) break;
          if (next.value.errors) return next;
          if (!isOver) await send(nextMessage(id, next.value));
        }
      } catch (error) {
        end();
        return { done: false, value: { errors: [maskError(error, log)] } };
      }
      end();
      return done;
    },
    async return() {
      end();
      await source.return?.();
      return done;
    },
    // graphql-ws ends only an iterator that has all three methods.
    throw: () => stream.return(),
    [Symbol.asyncIterator]: () => stream,
  };
  streams.add(stream);
  return stream;
}

/** The message in which graphql-transport-ws sends a result. */
const nextMessage = (id: string, answer: Answer) =>
  `{"id":${JSON.stringify(id)},"type":"next","payload":${answerJson(answer)}}`;

/** The error that a client gets: without the extensions that Yoga uses for HTTP. */
export function wireError(error: GraphQLError) {
  const { message, locations, path, extensions: { http: _, ...extensions } } = error;
  extensions.code ??= "BAD_USER_INPUT";
  extensions.retryable ??= false;
  return { message, locations, path, extensions };
}
