import { trace } from "@opentelemetry/api";
import { GraphQLError } from "graphql";
import { badInput, graphError } from "../../schema/errors.ts";
import { BadCursor, Refusal } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/**
 * The error that a client sees: errors of the API unchanged; refusals of the store as bad input, of its cursors as
 * BAD_CURSOR; an unreachable database as UNAVAILABLE, retryable; all others as INTERNAL_SERVER_ERROR, logged with their
 * `traceId`.
 */
export function maskError(error: unknown, log: Logger): GraphQLError {
  const cause = rootCause(error);
  if (cause === null) return withCode(error as GraphQLError);
  const shown = expectedError(cause) ?? unexpected(cause, log);
  if (!(error instanceof GraphQLError)) return shown;
  const { nodes, source, positions, path } = error;
  return new GraphQLError(shown.message, {
    nodes,
    source,
    positions,
    path,
    extensions: shown.extensions,
  });
}

/** The cause inside GraphQL's wrapping; null where there is none: such an error was made for the client. */
function rootCause(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const { originalError } = error;
  if (originalError == null) return null;
  return rootCause(originalError);
}

/** The error that a client sees of an expected cause; null where the cause is unexpected. */
export function expectedError(cause: unknown): GraphQLError | null {
  if (cause instanceof Refusal) {
    const { error } = cause;
    return badInput(error.type === "ValidationError" ? error.issues : []);
  }
  if (cause instanceof BadCursor) return graphError("BAD_CURSOR", cause.message);
  if (!isDatabaseAway(cause)) return null;
  return graphError("UNAVAILABLE", "The database cannot be reached. Try again.", {
    retryable: true,
  });
}

function unexpected(cause: unknown, log: Logger): GraphQLError {
  log.error("api.internal_error", errorFields(cause));
  const traceId = trace.getActiveSpan()?.spanContext().traceId ?? null;
  const error = graphError(
    "INTERNAL_SERVER_ERROR",
    "Unexpected error.",
  );
  Object.assign(error.extensions, { traceId });
  return error;
}

/** Errors of GraphQL and Yoga about a request are errors of the caller. The message of a parser is hidden. */
export function withCode(error: GraphQLError): GraphQLError {
  error.extensions.code ??= "BAD_USER_INPUT";
  error.extensions.retryable ??= false;
  delete error.extensions.originalError;
  return error;
}

const driverCodes = [
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
];

/**
 * Connection lost, out of resources, time-out, or a server that is shutting down: by the driver's code or by SQLSTATE.
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return false;
  return driverCodes.includes(code) || /^(08|53|57)[0-9A-Z]{3}$/.test(code);
}
