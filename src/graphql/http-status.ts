import type { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { isStream } from "./is-stream.ts";
import { wantsEvents } from "../../protocol/net/event-stream.ts";

type Answer = { data?: unknown; errors?: readonly GraphQLError[] };

/** How to request a subscription, for a client that did it in another way. */
const ways = "A subscription is a stream. Ask with `accept: text/event-stream`, " +
  "or over WebSocket with the subprotocol graphql-transport-ws.";

/**
 * Status codes of GraphQL over HTTP. An answer without data is 4xx or 5xx for `application/graphql-response+json` and
 * 200 for `application/json`. A subscription that is not requested as a stream is 406, with an explanation.
 */
export function httpStatusPlugin(): Plugin {
  return {
    onResultProcess({ request, result, setResultProcessor }) {
      if (isStream(result)) {
        if (wantsEvents(request)) return;
        void result[Symbol.asyncIterator]().return?.();
        return setResultProcessor(notAStream, "application/json");
      }
      const answers = Array.isArray(result) ? [] : [result as Answer];
      answers.forEach(giveStatus);
    },
  };
}

/** Yoga takes the status from the extensions of an error and removes it; `spec`: not for `application/json`. */
function giveStatus({ data, errors }: Answer): void {
  const [error] = errors ?? [];
  if (data !== undefined || !error) return;
  const { http = {}, code } = error.extensions as { http?: object; code?: unknown };
  // The answer to a body that is not a GraphQL request is not GraphQL either, whatever the client accepts.
  // Proxies and clients of any kind have to see that there were too many requests.
  const spec = code !== "BAD_REQUEST" && code !== "RATE_LIMITED";
  error.extensions.http = { status: statusOf(error), ...http, spec };
}

function statusOf({ extensions: { code } }: GraphQLError): number {
  if (code === "INTERNAL_SERVER_ERROR") return 500;
  if (code === "RATE_LIMITED") return 429;
  return code === "UNAVAILABLE" ? 503 : 400;
}

function notAStream(): Response {
  const extensions = { code: "NOT_ACCEPTABLE", retryable: false };
  return Response.json({ errors: [{ message: ways, extensions }] }, { status: 406 });
}
