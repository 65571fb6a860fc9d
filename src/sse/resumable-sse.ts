import type { Plugin } from "graphql-yoga";
import {
  eventFrame,
  eventStreamBody,
  eventStreamHeaders,
  wantsEvents,
} from "../../protocol/net/event-stream.ts";
import type { GraphQLContext } from "../../schema/context.ts";
import { openSubscriptions } from "../graphql/open-subscriptions.ts";
import { nextFrame } from "./frames.ts";

type Answer = Record<string, unknown>;
type Answers = AsyncIterable<Answer>;

/** The state of a subscription in addition to its results. */
interface Place {
  cursor: string | null;
  /** It starts after the end of its stream. */
  over: boolean;
}

/**
 * Server-sent events that a browser's EventSource resumes by itself: each result of a subscription has its cursor as
 * `id`, taken from the source and not from the selection, and the EventSource returns it as `Last-Event-ID`. A client
 * that resumes after the last event gets 204, which ends an EventSource. Yoga answers all other requests for SSE.
 */
export function resumableSse(): Plugin {
  const places = new WeakMap<Request, Place>();
  return {
    onSubscribe({ args }) {
      const context = args.contextValue as
        & Partial<Pick<GraphQLContext, "onEvent" | "onAlreadyEnded">>
        & {
          request?: Request;
        };
      if (!context.request) return;
      const place: Place = { cursor: null, over: false };
      places.set(context.request, place);
      context.onEvent = (cursor) => (place.cursor = cursor);
      context.onAlreadyEnded = () => (place.over = true);
    },
    onResponse({ response }) {
      if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return;
      for (const [name, value] of Object.entries(eventStreamHeaders)) {
        response.headers.set(name, value);
      }
    },
    onResultProcess({ request, result, setResultProcessor }) {
      const place = places.get(request);
      if (!place || !wantsEvents(request) || !result || Array.isArray(result)) return;
      const answers = Symbol.asyncIterator in result ? result as Answers : only(result as Answer);
      const gone = place.over && request.headers.has("last-event-id");
      setResultProcessor(
        () => gone ? nothingMore(answers) : response(answers, place),
        "text/event-stream",
      );
    },
  };
}

function response(answers: Answers, place: Place): Response {
  return new Response(eventStream(answers, () => place.cursor), { headers: eventStreamHeaders });
}

async function nothingMore(answers: Answers): Promise<Response> {
  await answers[Symbol.asyncIterator]().return?.();
  return new Response(null, { status: 204 });
}

/** The results of a refused subscription. */
async function* only(answer: Answer): AsyncGenerator<Answer> {
  yield answer;
}

/** The bytes of a stream of results. `complete` means the end, so a stream that can be resumed ends without it. */
export function eventStream(
  answers: Answers,
  cursor: () => string | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return eventStreamBody(frames(answers, cursor), openSubscriptions.begin("sse"));
}

/** No generator: its `return` would wait for the next result. */
function frames(answers: Answers, cursor: () => string | null): AsyncIterable<string> {
  const source = answers[Symbol.asyncIterator]();
  const done = { done: true, value: undefined } as const;
  let resumes = false;
  let isOver = false;
  const iterator = {
    async next(): Promise<IteratorResult<string, undefined>> {
      const next = isOver ? done : await source.next();
      if (!next.done) {
        resumes = isRetryable(next.value);
        return { done: false, value: nextFrame(next.value, cursor()) };
      }
      if (isOver || resumes) return done;
      isOver = true;
      return { done: false, value: eventFrame("complete", "") };
    },
    async return() {
      await source.return?.();
      return done;
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

/** True for a result without data whose error can be retried by resuming. */
function isRetryable(answer: Answer): boolean {
  const [error] = (answer.errors ?? []) as { extensions?: { retryable?: unknown } }[];
  return error?.extensions?.retryable === true && !answer.data;
}
