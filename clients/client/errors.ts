/** An error of a GraphQL result. */
export interface GraphQLFault {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; retryable?: boolean; traceId?: string } & Record<string, unknown>;
}

/** Codes of this client; all others are the server's `extensions.code`. */
export type OwnCode = "BAD_ANSWER" | "CLOSED" | "UNREACHABLE" | "UNKNOWN";

/**
 * The server ended a stream with an error, or cannot be reached. Codes: NOT_FOUND, FORBIDDEN and BAD_CURSOR are final.
 * After CURSOR_EXPIRED, query again and continue from the new `eventCursor`. UNREACHABLE: all attempts to connect failed.
 * CLOSED: the socket was closed with a final code (`closeCode`), such as 4401 for a bad token. `retryable`: all attempts
 * failed, but a later one may succeed with the latest cursor.
 */
export class StreamError extends Error {
  override name = "StreamError";
  readonly code: string;
  readonly closeCode: number | undefined;
  readonly errors: readonly GraphQLFault[];
  readonly retryable: boolean;
  constructor(
    code: string,
    message: string,
    more: { closeCode?: number | undefined; errors?: readonly GraphQLFault[]; cause?: unknown } =
      {},
  ) {
    super(`${code}: ${message}`, { cause: more.cause });
    this.code = code;
    this.closeCode = more.closeCode;
    this.errors = more.errors ?? [];
    this.retryable = code === "UNREACHABLE" ||
      this.errors.some((e) => e.extensions?.retryable === true);
  }
}

/** Events are missing, also after resuming: the server is faulty. */
export class GapError extends Error {
  override name = "GapError";
  /** Number of the last event before the gap, and first number after it. */
  readonly last: number;
  readonly fromSeq: number;
  constructor(last: number, fromSeq: number) {
    super(`events ${last + 1} to ${fromSeq - 1} are missing, also after resuming after ${last}`);
    this.last = last;
    this.fromSeq = fromSeq;
  }
}

/** The document cannot be followed; the message says what is missing. */
export class DocumentError extends Error {
  override name = "DocumentError";
}

/** Code of what was asked of a client that is closed. It was not sent, or its answer was not awaited. */
export const closedCode = "CLIENT_CLOSED";

/** A query or mutation without a result, or with errors. */
export class RequestError extends Error {
  override name = "RequestError";
  readonly code: string;
  /** True: the same request may succeed later. A mutation with an idempotency key can be repeated unchanged. */
  readonly retryable: boolean;
  /** HTTP status; undefined without a response. */
  readonly status: number | undefined;
  /** What could be read in spite of the errors: their fields are null. Undefined for nothing. */
  readonly data: unknown;
  readonly errors: readonly GraphQLFault[];
  constructor(
    code: string,
    message: string,
    more: {
      retryable: boolean;
      status?: number | undefined;
      errors?: readonly GraphQLFault[];
      data?: unknown;
      cause?: unknown;
    },
  ) {
    super(`${code}: ${message}`, { cause: more.cause });
    this.code = code;
    this.data = more.data ?? undefined;
    this.retryable = more.retryable;
    this.status = more.status;
    this.errors = more.errors ?? [];
  }
}

/** The error of a query's or mutation's result; undefined for a result without errors. `status`: that of HTTP. */
export function requestErrorOf(
  { errors = [], data }: { errors?: readonly GraphQLFault[] | undefined; data?: unknown },
  status?: number,
): RequestError | undefined {
  const [first] = errors;
  if (!first) return undefined;
  const { code = "UNKNOWN", retryable = false } = first.extensions ?? {};
  return new RequestError(code, first.message, { retryable, status, errors, data });
}
