import { HttpError } from "../http/exchange.ts";
import type { Json } from "../model/types.ts";

/** An issue of a request, in Pydantic's form. */
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

/** 400: the request does not fit the state of the conversation. */
export const badRequest = (message: string, code = 3001) => apiError(400, message, code);

/** 404: it does not exist, or belongs to another account. */
export const notFound = (what: string, id: string) =>
  apiError(404, `${what} ${id} not found.`, 3000);

/** 409: another request uses the conversation. */
export const busy = (id: string) =>
  apiError(409, `Conversation ${id} is currently being used by another request.`, 3000);

/** 401 in the gateway's form. */
export const unauthorized = (detail: string) => new HttpError(401, { detail });

/** 429 in the gateway's form. */
export const rateLimited = (retryAfter: string, headers: Record<string, string> = {}) =>
  new HttpError(429, { message: "Requests rate limit exceeded" }, {
    ...(retryAfter && { "retry-after": retryAfter }),
    ...headers,
  });

/** An error of the server. */
export const serverError = (status: number, headers: Record<string, string> = {}) =>
  apiError(status, "Service unavailable.", 3000, headers);

/** 422 with all issues. */
export function unprocessable(issues: Issue[]): HttpError {
  const type = "invalid_request_error";
  return new HttpError(422, { object: "Error", message: issues, type, code: 3001, detail: issues });
}
