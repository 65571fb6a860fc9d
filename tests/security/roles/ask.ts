import { createClient } from "graphql-ws";

/** The result of an operation, whether or not it has errors. */
export interface Result {
  data?: Record<string, unknown> | null;
  errors?: readonly { path?: readonly (string | number)[]; extensions?: { code?: string } }[];
}

/** An operation as it is sent. */
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
}

type Ask = (url: string, token: string, operation: Operation) => Promise<Result>;

const withinMs = 15_000;

const post = (accept: string): Ask => async (url, token, operation) => {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      ...{ accept, "content-type": "application/json" },
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(operation),
    signal: AbortSignal.timeout(withinMs),
  });
  const text = await response.text();
  return JSON.parse(/^event: next\n(?:id:.*\n)?data: (.*)$/m.exec(text)?.[1] ?? text);
};

const overWebSocket: Ask = async (url, token, operation) => {
  const ended = Promise.withResolvers<Result>();
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    retryAttempts: 0,
    connectionParams: { token },
  });
  const timer = setTimeout(() => ended.reject(new Error("the socket did not answer")), withinMs);
  client.subscribe(operation, {
    next: (result) => ended.resolve(result as Result),
    error: (error) => Array.isArray(error) ? ended.resolve({ errors: error }) : ended.reject(error),
    complete: () => ended.reject(new Error("the operation ended without a result")),
  });
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    await client.dispose();
  }
};

/** Each transport, with the whole first result of an operation. */
export const ask: Readonly<Record<"HTTP" | "SSE" | "WebSocket", Ask>> = {
  HTTP: post("application/json"),
  SSE: post("text/event-stream"),
  WebSocket: overWebSocket,
};

/** The code of the error at a field of the operation; null without one. An error without a path is of every field. */
export function codeAt({ errors = [] }: Result, field: string): string | null {
  const error = errors.find(({ path }) => path === undefined || path[0] === field);
  return error ? error.extensions?.code ?? "?" : null;
}

/** True if the field, or the result of the mutation, says that the principal may not use it. */
export function isDenied(result: Result, field: string): boolean {
  if (codeAt(result, field) === "FORBIDDEN") return true;
  const value = result.data?.[field] as { __typename?: string } | null | undefined;
  return value?.__typename === "ForbiddenError";
}
