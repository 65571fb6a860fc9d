import { createClient } from "graphql-ws";

/** How an operation ended: its data, or the code of its first error or of the socket's close. */
export interface Outcome {
  data?: unknown;
  code?: string | number;
}

/** Runs one operation with a token, or with none, over one of the three transports. */
export type Transport = (
  url: string,
  token: string | null,
  query: string,
  variables?: Record<string, unknown>,
) => Promise<Outcome>;

const bearer = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };
const withinMs = 15_000;

const overHttp: Transport = async (url, token, query, variables) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...bearer(token) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(withinMs),
  });
  return outcomeOf(response.status, await response.text());
};

/** A query over `text/event-stream`: its first result. */
const overSse: Transport = async (url, token, query, variables) => {
  const asked = `${url}?${new URLSearchParams({
    query,
    variables: JSON.stringify(variables ?? {}),
  })}`;
  const response = await fetch(asked, {
    headers: { accept: "text/event-stream", ...bearer(token) },
    signal: AbortSignal.timeout(withinMs),
  });
  const text = await response.text();
  const next = /^event: next\n(?:id:.*\n)?data: (.*)$/m.exec(text)?.[1];
  return outcomeOf(response.status, next ?? text);
};

const overWebSocket: Transport = async (url, token, query, variables) => {
  const ended = Promise.withResolvers<Outcome>();
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    retryAttempts: 0,
    connectionParams: token === null ? {} : { token },
  });
  const timer = setTimeout(() => ended.reject(new Error("the socket did not answer")), withinMs);
  client.subscribe({ query, ...(variables && { variables }) }, {
    next: ({ data, errors }) => ended.resolve(errors ? codeOf(errors) : { data }),
    error: (error) =>
      ended.resolve(
        Array.isArray(error) ? codeOf(error) : { code: (error as { code?: number }).code ?? "?" },
      ),
    complete: () => ended.resolve({ code: "no result" }),
  });
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    await client.dispose();
  }
};

/** All transports by their names. */
export const transports: Readonly<Record<"HTTP" | "SSE" | "WebSocket", Transport>> = {
  HTTP: overHttp,
  SSE: overSse,
  WebSocket: overWebSocket,
};

/** How each transport refuses a token: HTTP and SSE by a status, a WebSocket by its close code. */
export const refusals: Readonly<Record<keyof typeof transports, readonly (string | number)[]>> = {
  HTTP: ["UNAUTHENTICATED"],
  SSE: ["UNAUTHENTICATED"],
  WebSocket: [4401, 4403],
};

function outcomeOf(status: number, body: string): Outcome {
  try {
    const { data, errors } = JSON.parse(body);
    return errors ? codeOf(errors) : { data };
  } catch {
    return { code: status };
  }
}

const codeOf = (errors: readonly { extensions?: { code?: unknown } }[]): Outcome => ({
  code: String(errors[0]?.extensions?.code ?? "?"),
});
