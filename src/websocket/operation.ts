import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from "graphql";
import type { Context } from "graphql-ws";
import { limits } from "../../protocol/limits.ts";
import { graphError } from "../../schema/errors.ts";
import type { Logger } from "../../telemetry/log.ts";
import { observeStream } from "../graphql/observe-stream.ts";
import { maskError } from "../graphql/mask-error.ts";
import type { Yoga } from "../graphql/yoga.ts";

/** The state of a connection for its operations. */
export interface Extra {
  headers: Headers;
  getEnveloped: Yoga["getEnveloped"];
  /** Open streams. */
  streams: Set<AsyncIterator<unknown>>;
  /** Messages whose work has not ended, also of operations that the peer has completed. */
  running: () => number;
}

type Enveloped = ExecutionArgs & {
  execute: (args: ExecutionArgs) => unknown;
  subscribe: (args: ExecutionArgs) => unknown;
};

/** Parses and validates in Yoga's pipeline; returns execution arguments, or the errors that refuse the operation. */
export async function prepare(
  { extra }: Context<Record<string, unknown>, Extra>,
  id: string,
  params: { query: string; operationName?: string | null; variables?: object | null },
  log: Logger,
): Promise<Enveloped | GraphQLError[]> {
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
  try {
    const initial = { headers: extra.headers, params };
    const envelop = extra.getEnveloped(initial as never);
    const document = envelop.parse(params.query);
    const errors = envelop.validate(envelop.schema, document) as GraphQLError[];
    if (errors.length > 0) return errors;
    return {
      schema: envelop.schema,
      document,
      operationName: params.operationName,
      variableValues: params.variables as Record<string, unknown>,
      contextValue: await envelop.contextFactory(),
      execute: envelop.execute,
      subscribe: envelop.subscribe,
    };
  } catch (error) {
    return [maskError(parseFailed(error), log)];
  }
}

function parseFailed(error: unknown): unknown {
  if (error instanceof GraphQLError) error.extensions.code ??= "GRAPHQL_PARSE_FAILED";
  return error;
}

/** Runs without an active span: the one that Deno keeps active on a socket ended with the handshake. */
export async function run(kind: "execute" | "subscribe", args: ExecutionArgs, log: Logger) {
  return await context.with(ROOT_CONTEXT, async () => {
    try {
      return await (args as Enveloped)[kind](args) as never;
    } catch (error) {
      return { errors: [maskError(error, log)] } as never;
    }
  });
}

type Answer = ExecutionResult;
type Answers = AsyncIterable<Answer>;

/** Ends a failed source with a result without data, as over SSE. */
export function endingWithErrors(answers: Answers, log: Logger): AsyncIterableIterator<Answer> {
  const source = answers[Symbol.asyncIterator]();
  let over = false;
  return {
    async next() {
      if (over) return { done: true, value: undefined };
      try {
        return await source.next();
      } catch (error) {
        over = true;
        return { done: false, value: { errors: [maskError(error, log)] } };
      }
    },
    async return() {
      over = true;
      await source.return?.();
      return { done: true, value: undefined };
    },
    // graphql-ws ends only an iterator that has all three methods.
    throw() {
      return this.return?.() ?? Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Keeps a stream in a set until it ends. */
export function trackUntilEnd<T>(
  streams: Set<AsyncIterator<unknown>>,
  stream: AsyncIterable<T>,
): AsyncIterableIterator<T> {
  const tracked = observeStream(stream, { onEnd: () => streams.delete(tracked) });
  streams.add(tracked);
  return tracked;
}

/** The error that a client gets: without the extensions that Yoga uses for HTTP. */
export function wireError(error: GraphQLError) {
  const { message, locations, path, extensions: { http: _, ...extensions } } = error;
  extensions.code ??= "BAD_USER_INPUT";
  extensions.retryable ??= false;
  return { message, locations, path, extensions };
}
