import { BridgeError, type Failure, failureOf, headersOf } from "../failure.ts";

/** The request cannot be served as it is. `param` names the field that is at fault. */
export class InvalidRequest extends BridgeError {
  override name = "InvalidRequest";
  readonly param: string | null;

  constructor(message: string, param: string | null = null, code = "invalid_value", status = 400) {
    super({ status, code, message });
    this.param = param;
  }
}

/** An error as OpenAI's clients read it. */
export interface ErrorBody {
  message: string;
  type: string;
  param: string | null;
  code: string;
}

/** Codes that clients of OpenAI know, by ours. */
const knownCodes: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "invalid_api_key",
  RATE_LIMITED: "rate_limit_exceeded",
  BUSY: "conversation_locked",
  KEY_REUSED: "idempotency_key_reused",
  BUDGET_EXCEEDED: "insufficient_quota",
};

/** The error of a failure. */
export function errorBody({ status, code, message }: Failure, param: string | null): ErrorBody {
  return { message, type: typeOf(status), param, code: knownCodes[code] ?? code.toLowerCase() };
}

/** The answer that reports an error of any kind. */
export function errorResponse(error: unknown): Response {
  const failure = failureOf(error);
  const param = error instanceof InvalidRequest ? error.param : null;
  const { code } = failure;
  // Clients repeat a 409 by themselves, which helps a busy conversation only.
  const status = failure.status === 409 && code !== "BUSY" ? 400 : failure.status;
  const body = { error: errorBody({ ...failure, status }, param) };
  return Response.json(body, { status, headers: headersOf(failure) });
}

/** A refusal before the bridge, in OpenAI's form; headers such as `retry-after` stay. */
export async function refusedAs(problem: Response): Promise<Response> {
  const { status, headers } = problem;
  const { errors: [first] = [] } = await problem.json() as ProblemBody;
  const { code = "UNKNOWN" } = first?.extensions ?? {};
  const body = { error: errorBody({ status, code, message: first?.message ?? code }, null) };
  const others = new Headers(headers);
  for (const name of ["content-length", "content-type"]) others.delete(name);
  return Response.json(body, { status, headers: others });
}

interface ProblemBody {
  errors?: { message: string; extensions?: { code?: string } }[];
}

function typeOf(status: number): string {
  if (status === 429) return "rate_limit_error";
  if (status === 409) return "conflict_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
