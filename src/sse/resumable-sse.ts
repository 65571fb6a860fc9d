import type { Plugin } from "graphql-yoga";
import type { GraphQLContext } from "../../schema/context.ts";
import { openSubscriptions } from "../graphql/open-subscriptions.ts";
import { eventFrame, helloFrame, nextFrame } from "./frames.ts";

type Answer = Record<string, unknown>;
type Answers = AsyncIterable<Answer>;

/** Interval of the comments that keep proxies from closing a silent stream, ms. */
const pingMs = 12_000;
const sse = "text/event-stream";
/** Headers of an event stream. */
export const sseHeaders = {
  "content-type": `${sse}; charset=utf-8`,
  // Proxies may not store, compress or buffer it: a reader waits for each event.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** True for a request that accepts an event stream. */
export const wantsEvents = ({ headers }: Request): boolean =>
  headers.get("accept")?.includes(sse) ?? false;

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
      if (!response.headers.get("content-type")?.startsWith(sse)) return;
      for (const [name, value] of Object.entries(sseHeaders)) response.headers.set(name, value);
    },
    onResultProcess({ request, result, setResultProcessor }) {
      const place = places.get(request);
      if (!place || !wantsEvents(request) || !result || Array.isArray(result)) return;
      const answers = Symbol.asyncIterator in result ? result as Answers : only(result as Answer);
      const gone = place.over && request.headers.has("last-event-id");
      setResultProcessor(() => gone ? nothingMore(answers) : response(answers, place), sse);
    },
  };
}

function response(answers: Answers, place: Place): Response {
  return new Response(eventStream(answers, () => place.cursor), { headers: sseHeaders });
}

async function nothingMore(answers: Answers): Promise<Response> {
  await answers[Symbol.asyncIterator]().return?.();
  return new Response(null, { status: 204 });
}

/** The results of a refused subscription. */
async function* only(answer: Answer): AsyncGenerator<Answer> {
  yield answer;
}

/** The bytes of a stream of results; pulled, so that a slow client slows its source. */
export function eventStream(
  answers: Answers,
  cursor: () => string | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = answers[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let ping: ReturnType<typeof setInterval> | undefined;
  let resumes = false;
  const over = openSubscriptions.begin("sse");
  const end = () => {
    clearInterval(ping);
    over();
  };
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(helloFrame())); // some clients wait for a first byte
      const comment = () => controller.enqueue(encoder.encode(":\n\n"));
      ping = setInterval(() => (controller.desiredSize ?? 0) > 0 && comment(), pingMs);
    },
    async pull(controller) {
      const { done, value } = await source.next().catch((error) => {
        end();
        throw error;
      });
      if (!done) {
        resumes = isRetryable(value);
        return controller.enqueue(encoder.encode(nextFrame(value, cursor())));
      }
      // `complete` means the end, so a stream that can be resumed ends without it.
      if (!resumes) controller.enqueue(encoder.encode(eventFrame("complete", "")));
      end();
      controller.close();
    },
    async cancel() {
      end();
      await source.return?.();
    },
  });
}

/** True for a result without data whose error can be retried by resuming. */
function isRetryable(answer: Answer): boolean {
  const [error] = (answer.errors ?? []) as { extensions?: { retryable?: unknown } }[];
  return error?.extensions?.retryable === true && !answer.data;
}
