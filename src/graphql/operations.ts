import { context } from "@opentelemetry/api";
import type { ExecutionResult } from "graphql";
import { type Answer, readAnswer } from "../../clients/client/follow/answer.ts";
import { type GraphQLDocument, textOf } from "../../clients/client/document.ts";
import { RequestError, requestErrorOf } from "../../clients/client/errors.ts";
import type { StreamEvent } from "../../clients/client/event.ts";
import { actionFor, positionAfter, startAt } from "../../clients/client/follow/position.ts";
import type { Source } from "../../clients/client/source.ts";
import { backoffMs } from "../../protocol/async/retry.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import type { Logger } from "../../telemetry/log.ts";
import { isStream } from "./is-stream.ts";
import { maskError } from "./mask-error.ts";
import { openSubscriptions } from "./open-subscriptions.ts";
import { prepareOperation } from "./prepare-operation.ts";
import type { RequestInfo, Yoga } from "./yoga.ts";

/** How often in a row a stream without any event is opened again. */
const attempts = 5;
const wait = { firstMs: 100, maxMs: 2_000 };

/**
 * The operations of one caller in this process, through the same pipeline as over HTTP and WebSocket. A stream that ends
 * with a retryable error is resumed after its last event. All spans belong to that in which this is called: a stream is
 * read after the request's span has ended.
 */
export function operationsOf(
  { getEnveloped }: Pick<Yoga, "getEnveloped">,
  info: RequestInfo,
  log: Logger,
): Source {
  const at = context.active();
  const run = (kind: "execute" | "subscribe", query: string, variables: object) =>
    context.with(at, () => started(kind, query, variables));
  const started = async (
    kind: "execute" | "subscribe",
    query: string,
    variables: object,
  ): Promise<unknown> => {
    const of = { ...info, transport: "bridge" as const };
    const operation = await prepareOperation(getEnveloped, of, { query, variables }, log);
    if (Array.isArray(operation)) return { errors: operation };
    try {
      return await operation[kind](operation);
    } catch (error) {
      return { errors: [maskError(error, log)] };
    }
  };
  return {
    async request(document, variables) {
      const answer = await run("execute", textOf(document), variables as object);
      return dataOf(answer as Answer) as never;
    },
    follow({ query, variables, after }, { signal } = {}) {
      const open = (cursor: string | undefined) =>
        run("subscribe", textOf(query as GraphQLDocument<unknown, unknown>), {
          ...variables,
          after: cursor,
        });
      return followed(open, after ?? undefined, signal, log) as never;
    },
  };
}

function dataOf(answer: Answer): unknown {
  const error = requestErrorOf(answer);
  if (error) throw error;
  if (answer.data) return answer.data;
  throw new RequestError("UNKNOWN", "The operation has no data.", { retryable: false });
}

async function* followed(
  open: (cursor: string | undefined) => Promise<unknown>,
  after: string | undefined,
  signal: AbortSignal | undefined,
  log: Logger,
): AsyncGenerator<StreamEvent, undefined> {
  let position = startAt(after);
  for (let failures = 0; !signal?.aborted; failures++) {
    const opened = await open(position.cursor);
    const stream = isStream(opened) ? openSubscriptions.during("bridge", opened) : [opened];
    const leave = () => void ("return" in stream && stream.return?.());
    signal?.addEventListener("abort", leave, { once: true });
    if (signal?.aborted) return leave(); // while it was opened
    let error: Error | undefined;
    try {
      for await (const answer of masked(stream as AsyncIterable<ExecutionResult>, log)) {
        const reading = readAnswer(answer as never);
        if (reading.is === "failed") throw reading.error;
        if (reading.is === "retryable") error = reading.error;
        if (reading.is !== "event" || actionFor(position, reading.event) === "skip") continue;
        position = positionAfter(reading.event);
        failures = 0;
        yield reading.event;
      }
    } finally {
      signal?.removeEventListener("abort", leave);
    }
    if (!error) return;
    if (failures >= attempts) throw error;
    await sleep(backoffMs(failures, wait), signal);
  }
}

/** A failure of the source is a result without data, as over a WebSocket. */
async function* masked(
  stream: AsyncIterable<ExecutionResult>,
  log: Logger,
): AsyncGenerator<ExecutionResult> {
  try {
    yield* stream;
  } catch (error) {
    yield { errors: [maskError(error, log)] };
  }
}
