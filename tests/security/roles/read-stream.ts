import { createClient } from "graphql-ws";
import type { Operation, Result } from "./ask.ts";

/** Reads a subscription from its start until `last` is true of a result; all results. */
type ReadStream = (
  url: string,
  token: string,
  operation: Operation,
  last: (result: Result) => boolean,
) => Promise<Result[]>;

const withinMs = 60_000;

const overSse: ReadStream = async (url, token, operation, last) => {
  const ended = new AbortController();
  const response = await fetch(url, {
    method: "POST",
    headers: {
      ...{ accept: "text/event-stream", "content-type": "application/json" },
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(operation),
    signal: AbortSignal.any([ended.signal, AbortSignal.timeout(withinMs)]),
  });
  const results: Result[] = [];
  let text = "";
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const frames = `${text}${piece}`.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const data = /^event: next$/m.test(frame) ? /^data: (.*)$/m.exec(frame)?.[1] : undefined;
      if (data === undefined) continue;
      const result = JSON.parse(data) as Result;
      results.push(result);
      if (last(result)) return results;
    }
  }
  throw new Error("the stream ended too early");
};

const overWebSocket: ReadStream = async (url, token, operation, last) => {
  const ended = Promise.withResolvers<Result[]>();
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    retryAttempts: 0,
    connectionParams: { token },
  });
  const timer = setTimeout(() => ended.reject(new Error("not read in time")), withinMs);
  const results: Result[] = [];
  client.subscribe(operation, {
    next: (result) => {
      results.push(result as Result);
      if (last(result as Result)) ended.resolve(results);
    },
    error: (error) => ended.reject(error),
    complete: () => ended.reject(new Error("the stream ended too early")),
  });
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    await client.dispose();
  }
};

/** By transport. */
export const readStream: Readonly<Record<"SSE" | "WebSocket", ReadStream>> = {
  SSE: overSse,
  WebSocket: overWebSocket,
};
