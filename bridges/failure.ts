import { RequestError, StreamError } from "../clients/client/errors.ts";

/** Why a bridge cannot answer, in terms that each protocol has a form for. */
export interface Failure {
  /** Status of HTTP, for an answer that has not begun. */
  status: number;
  /** `extensions.code` of an error, or the reason of a refused mutation, such as KEY_REUSED. */
  code: string;
  /** English text for display. */
  message: string;
  /** After how many seconds the same request may succeed; absent where it never does, or where that is unknown. */
  retryAfterS?: number;
}

/** A member of a result union that refuses a mutation. */
export interface UserError {
  __typename: string;
  message: string;
  reason?: string;
  issues?: readonly { path: readonly string[]; message: string }[];
  /** ISO 8601, such as `PT2S`. */
  retryAfter?: string;
}

/** A bridge refuses a request, or an operation that it sent was refused. */
export class BridgeError extends Error {
  override name = "BridgeError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

const statusOfCode: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CURSOR_EXPIRED: 410,
  RATE_LIMITED: 429,
  TOO_MANY_SUBSCRIPTIONS: 429,
  UNAVAILABLE: 503,
  SHUTTING_DOWN: 503,
  BAD_CURSOR: 400,
  BAD_USER_INPUT: 400,
  OPERATION_TOO_COSTLY: 400,
};

const ofUserError: Readonly<Record<string, [status: number, code: string]>> = {
  ValidationError: [400, "BAD_USER_INPUT"],
  BudgetExceededError: [403, "BUDGET_EXCEEDED"],
  ForbiddenError: [403, "FORBIDDEN"],
  NotFoundError: [404, "NOT_FOUND"],
  ConflictError: [409, "CONFLICT"],
  RateLimitedError: [429, "RATE_LIMITED"],
  UnavailableError: [503, "UNAVAILABLE"],
};

/** What an error of the operations means for a client of a bridge. Anything unknown is a fault of the service. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BridgeError) return error.failure;
  const isOfApi = error instanceof RequestError || error instanceof StreamError;
  if (!isOfApi) {
    return { status: 500, code: "INTERNAL_SERVER_ERROR", message: "Unexpected error." };
  }
  const { code, errors } = error;
  const waitMs = errors[0]?.extensions?.retryAfterMs;
  return {
    status: statusOfCode[code] ?? 500,
    code,
    message: errors[0]?.message ?? error.message,
    ...(typeof waitMs === "number" && { retryAfterS: Math.ceil(waitMs / 1_000) }),
  };
}

/** The payload of a mutation. Throws a BridgeError for a refusal. */
export function payloadOf<R extends { __typename: string }>(
  result: R,
): Exclude<R, { message: string }> {
  if (!("message" in result)) return result as Exclude<R, { message: string }>;
  throw new BridgeError(refusalOf(result as R & UserError));
}

function refusalOf({ __typename, message, reason, issues = [], retryAfter }: UserError): Failure {
  const [status, code] = ofUserError[__typename] ?? [400, "BAD_USER_INPUT"];
  const named = issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const seconds = Number(/^PT(\d+(?:\.\d+)?)S$/.exec(retryAfter ?? "")?.[1] ?? NaN);
  return {
    status,
    code: reason ?? code,
    message: [message, ...named].join(" "),
    ...(Number.isFinite(seconds) && { retryAfterS: Math.ceil(seconds) }),
  };
}

/** Headers of an answer that refuses. */
export const headersOf = ({ retryAfterS }: Failure): Record<string, string> =>
  retryAfterS === undefined ? {} : { "retry-after": `${Math.max(1, retryAfterS)}` };
