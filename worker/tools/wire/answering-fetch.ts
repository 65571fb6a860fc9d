import { readRetryAfter } from "../../model/provider/classify-fault.ts";
import { readMessages, type Waiting } from "./carry.ts";
import {
  faultMessage,
  HttpStatusError,
  LostAnswerError,
  MalformedAnswerError,
  SessionGoneError,
} from "./faults.ts";
import { maxAnswerBytes, maxRefusalBytes } from "./limits.ts";
import { readBody } from "./read-body.ts";
import { readStream } from "./read-stream.ts";

type Fetch = typeof fetch;

/** Time limit of a request without an answer, such as a notification, ms: the SDK waits for it when it connects. */
const noticeMs = 5_000;

/** Requests by which the SDK negotiates the protocol: it reads their statuses itself. */
const handshakes = ["initialize", "server/discover"];

/**
 * Wraps `inner` for an MCP server whose answers may be of any kind: they are limited, cleaned, and made readable for the
 * SDK. Unreadable answers, error statuses and streams that end early become the errors of `faults.ts`. A request takes
 * at most `withinMs`, including its body.
 */
export function answeringFetch(inner: Fetch, withinMs: number): Fetch {
  /** Requests whose streams ended early, by the id of the event from which the SDK resumes them. */
  const resumable = new Map<string, Waiting>();
  const streamOf = (body: ReadableStream<Uint8Array>, waiting: Waiting | null) =>
    readStream(body, waiting, ({ resumeFrom }) => {
      if (resumeFrom !== null && waiting) resumable.set(resumeFrom, waiting);
    });

  async function resumed(waiting: Waiting, input: Parameters<Fetch>[0], init: RequestInit) {
    const response = await inner(input, init).catch(() => null);
    if (response?.ok && response.body && isStream(response)) {
      return replaced(response, streamOf(response.body, waiting), "text/event-stream");
    }
    void response?.body?.cancel().catch(() => {});
    const lost = new LostAnswerError("broke off in the middle of its answer");
    return new Response(`data: ${JSON.stringify(faultMessage(waiting.id, lost))}\n\n`, {
      headers: { "content-type": "text/event-stream" },
    });
  }

  async function listened(input: Parameters<Fetch>[0], init: RequestInit) {
    const from = new Headers(init.headers).get("last-event-id") ?? "";
    const waiting = resumable.get(from);
    resumable.delete(from);
    if (waiting) return await resumed(waiting, input, init);
    const response = await inner(input, init);
    if (!response.ok || !response.body || !isStream(response)) return await bounded(response);
    return replaced(response, streamOf(response.body, null), "text/event-stream");
  }

  async function answered(waiting: Waiting, input: Parameters<Fetch>[0], init: RequestInit) {
    const response = await inner(input, init);
    if (!response.ok) return await refused(response, waiting, init);
    if (response.status === 202) {
      void response.body?.cancel().catch(() => {});
      throw new MalformedAnswerError("accepted the request (HTTP 202) and gave no answer");
    }
    if (isStream(response) && response.body) {
      return replaced(response, streamOf(response.body, waiting), "text/event-stream");
    }
    return replaced(response, await wholeAnswer(response, waiting), "application/json");
  }

  return async (input, init = {}) => {
    if (init.method === "GET") return await listened(input, init);
    const waiting = waitingIn(init.body);
    const late = AbortSignal.timeout(waiting ? withinMs : Math.min(withinMs, noticeMs));
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
    if (!waiting) return await bounded(await inner(input, { ...init, signal }));
    return await answered(waiting, input, { ...init, signal });
  };
}

/** The request in a body; null for notifications, answers and other texts. */
function waitingIn(body: unknown): Waiting | null {
  if (typeof body !== "string") return null;
  const { id, method } = Object(JSON.parse(body)) as Partial<Waiting>;
  return id === undefined || typeof method !== "string" ? null : { id, method };
}

const mediaType = ({ headers }: Response) =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
/** The text limited to printable characters, since a server can send any text. */
const shownType = (type: string) =>
  /^[\w.+-]{1,40}\/[\w.+-]{1,60}$/.test(type) ? type : "no content type";
const isStream = (response: Response) => mediaType(response) === "text/event-stream";

async function wholeAnswer(response: Response, waiting: Waiting): Promise<string> {
  const type = mediaType(response);
  const isJson = type === "application/json" || type.endsWith("+json");
  const body = await readBody(response, maxAnswerBytes);
  const named = new MalformedAnswerError(
    `answered with ${shownType(type)}, not with JSON`,
  );
  // The answer to a call counts with any content type; in the negotiation the type must be right.
  if (!isJson && waiting.method !== "tools/call") throw named;
  try {
    const messages = readMessages(body, waiting);
    const answer = messages.find((m) => !("method" in m) && m.id === waiting.id);
    if (answer) return JSON.stringify(answer);
  } catch (error) {
    throw isJson ? error : named;
  }
  throw new MalformedAnswerError("answered another request (the id is not that of the request)");
}

async function refused(response: Response, waiting: Waiting, init: RequestInit): Promise<Response> {
  const { status, headers } = response;
  const { text } = await readBody(response, maxRefusalBytes).catch(() => ({ text: "" }));
  const ofSession = new Headers(init.headers).has("mcp-session-id");
  if (ofSession && (status === 404 || (status === 400 && /session|not initialized/i.test(text)))) {
    throw new SessionGoneError(`HTTP ${status}`);
  }
  if (handshakes.includes(waiting.method) || status === 401 || status === 403) {
    return new Response(text, { status, headers: bare(headers) });
  }
  const retryAfterMs = askedWait(headers);
  const error = status === 429 || retryAfterMs !== null ? null : errorIn(text, waiting);
  if (error) return new Response(error, { headers: { "content-type": "application/json" } });
  throw new HttpStatusError(status, retryAfterMs);
}

/** Minimum wait if a server requests less, ms. */
const minWaitMs = 100;

/** The value of `Retry-After`, ms; null if it is absent or invalid. */
function askedWait(headers: Headers): number | null {
  const requestedMs = readRetryAfter(headers, Date.now());
  if (requestedMs !== null) return Math.max(minWaitMs, requestedMs);
  const text = headers.get("retry-after")?.trim();
  const atOnce = text !== undefined && (/^0+$/.test(text) || !Number.isNaN(Date.parse(text)));
  return atOnce ? minWaitMs : null;
}

/** The JSON-RPC error in the body of an HTTP error, as an answer; null if there is none. */
function errorIn(text: string, waiting: Waiting): string | null {
  try {
    const error = readMessages({ text, cut: false }, waiting)
      .find((m) => "error" in m && m.id === waiting.id);
    return error ? JSON.stringify(error) : null;
  } catch {
    return null;
  }
}

async function bounded(response: Response): Promise<Response> {
  if (!response.body) return response;
  const { text } = await readBody(response, maxRefusalBytes);
  return new Response(text === "" ? null : text, {
    status: response.status,
    headers: bare(response.headers),
  });
}

function replaced(
  response: Response,
  body: string | ReadableStream<Uint8Array>,
  type: string,
): Response {
  const headers = bare(response.headers);
  headers.set("content-type", type);
  return new Response(body, { status: 200, headers });
}

/** Headers without those that describe the bytes of the body. */
function bare(given: Headers): Headers {
  const headers = new Headers(given);
  for (const name of ["content-length", "content-encoding", "transfer-encoding"]) {
    headers.delete(name);
  }
  return headers;
}
