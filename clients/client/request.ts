import type { Answer } from "./follow/answer.ts";
import { type GraphQLDocument, textOf } from "./document.ts";
import { RequestError, requestErrorOf } from "./errors.ts";
import type { TokenSource } from "./connection/renewal.ts";

/** Options of `request`. */
export interface RequestOptions {
  /** Address of the API's GraphQL endpoint. */
  url: string;
  headers?: Record<string, string>;
  /** Returns the token of the caller, which is sent as `Authorization: Bearer`. */
  token?: TokenSource;
  /** Aborting it throws its reason. */
  signal?: AbortSignal;
  /** Maximum time until the complete response, ms. Default 30,000. */
  withinMs?: number;
}

/**
 * Sends a query or a mutation once and returns its data. Throws RequestError for a result with errors or without data.
 * The refusal of a mutation is part of its data, as a member of its result union.
 */
export async function request<
  Result = Record<string, unknown>,
  Variables = Record<string, unknown>,
>(
  options: RequestOptions | string,
  query: GraphQLDocument<Result, Variables>,
  variables?: Variables,
): Promise<Result> {
  const { url, headers, token, signal, withinMs = 30_000 } = typeof options === "string"
    ? { url: options }
    : options;
  const { status, body } = await post(url, {
    method: "POST",
    headers: {
      ...headers,
      ...(token && { authorization: `Bearer ${await token()}` }),
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
    },
    body: JSON.stringify({ query: textOf(query), variables }),
    signal: AbortSignal.any([AbortSignal.timeout(withinMs), ...(signal ? [signal] : [])]),
  }, signal);
  return dataOf<Result>(status, body, url);
}

interface Reply {
  status: number;
  body: string;
}

async function post(
  url: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, body: await response.text() };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${url}: ${why}${originHint(url, globalThis.location?.origin)}`;
    throw new RequestError("UNREACHABLE", message, { retryable: true, cause });
  }
}

/** What to check when a page at `origin` gets no answer of `url`: its browser hides a refusal of another origin. */
export function originHint(url: string, origin: string | undefined): string {
  if (!origin || !/^https?:/.test(url) || url.startsWith(`${origin}/`)) return "";
  return `. If the API runs there, its ALLOWED_ORIGINS has to name ${origin}`;
}

/** The data of the response of `url`; throws RequestError when it has errors or no data. */
export function dataOf<Result>(status: number, body: string, url: string): Result {
  const answer = parsed(body);
  const error = answer && requestErrorOf(answer, status);
  if (error) throw error;
  if (answer?.data) return answer.data as Result;
  // The usual cause is a development server without a proxy, which answers the path itself.
  const message = `${url} answered HTTP ${status} without a GraphQL result. Is it the API's ` +
    `/graphql, or does the server of the page pass it on? It said: ${body.slice(0, 200)}`;
  throw new RequestError("BAD_ANSWER", message, { retryable: status >= 500, status });
}

function parsed(body: string): Answer | undefined {
  try {
    const value = JSON.parse(body);
    return typeof value === "object" && value !== null ? value as Answer : undefined;
  } catch {
    return undefined;
  }
}
