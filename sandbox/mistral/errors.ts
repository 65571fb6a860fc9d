import { HttpError } from "../http/exchange.ts";
import type { Json } from "../model/types.ts";

/** One fault in a request, as Pydantic words it. */
export type Issue = { type: string; loc: (string | number)[]; msg: string; input?: unknown };

function apiError(
  status: number,
  message: string,
  code: number,
  headers?: Record<string, string>,
): HttpError {
  const body: Json = { object: "Error", message, type: "invalid_request_error", code };
  return new HttpError(status, body, headers);
}

/** 400: the request cannot be followed in this state. */
export const badRequest = (message: string, code = 3001) => apiError(400, message, code);

/** 404: absent, or not yours. */
export const notFound = (what: string, id: string) =>
  apiError(404, `${what} ${id} not found.`, 3000);

/** 409: another request holds the conversation. */
export const busy = (id: string) =>
  apiError(409, `Conversation ${id} is currently being used by another request.`, 3000);

/** 401, as the gateway says it. */
export const unauthorized = (detail: string) => new HttpError(401, { detail });

/** 429, as the gateway says it. */
export const rateLimited = (retryAfter: string, headers: Record<string, string> = {}) =>
  new HttpError(429, { message: "Requests rate limit exceeded" }, {
    ...(retryAfter && { "retry-after": retryAfter }),
    ...headers,
  });

/** A fault of the server itself. */
export const serverError = (status: number, headers: Record<string, string> = {}) =>
  apiError(status, "Service unavailable.", 3000, headers);

/** 422 with every fault found. */
export function unprocessable(issues: Issue[]): HttpError {
  const type = "invalid_request_error";
  return new HttpError(422, { object: "Error", message: issues, type, code: 3001, detail: issues });
}
