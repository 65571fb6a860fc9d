/** An error of a GraphQL answer. */
export interface GraphQLFault {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; retryable?: boolean; traceId?: string } & Record<string, unknown>;
}

/** Codes that this client gives itself; all others come from the server's `extensions.code`. */
export type OwnCode = "BAD_ANSWER" | "CLOSED" | "UNREACHABLE" | "UNKNOWN";

/**
 * The server ended a stream with an error, or cannot be reached any more. `code`: NOT_FOUND,
 * FORBIDDEN and BAD_CURSOR are final; after CURSOR_EXPIRED query again and go on from the new
 * `eventCursor`. UNREACHABLE: the attempts to connect are used up. CLOSED: the socket was closed
 * with a code that forbids to come back, such as 4401 for a bad token; see `closeCode`. `retryable`:
 * the attempts are used up and nothing else is wrong; following on later from the last cursor may go well.
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

/** Facts are missing, also after resuming: the server broke its promise. */
export class GapError extends Error {
  override name = "GapError";
  /** The last fact that was seen, and the first that came behind the hole. */
  readonly last: number;
  readonly fromSeq: number;
  constructor(last: number, fromSeq: number) {
    super(`facts ${last + 1} to ${fromSeq - 1} are missing, also after resuming behind ${last}`);
    this.last = last;
    this.fromSeq = fromSeq;
  }
}

/** The document cannot be followed; the message says what it lacks. */
export class DocumentError extends Error {
  override name = "DocumentError";
}

/** A query or mutation that was not answered with data alone. */
export class RequestError extends Error {
  override name = "RequestError";
  readonly code: string;
  /** True: the same request may succeed later. With an idempotency key it may be repeated as it is. */
  readonly retryable: boolean;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  readonly errors: readonly GraphQLFault[];
  constructor(
    code: string,
    message: string,
    more: {
      retryable: boolean;
      status?: number | undefined;
      errors?: readonly GraphQLFault[];
      cause?: unknown;
    },
  ) {
    super(`${code}: ${message}`, { cause: more.cause });
    this.code = code;
    this.retryable = more.retryable;
    this.status = more.status;
    this.errors = more.errors ?? [];
  }
}
