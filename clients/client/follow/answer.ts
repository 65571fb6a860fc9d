import { DocumentError, type GraphQLFault, StreamError } from "../errors.ts";
import { missingFields, type StreamEvent } from "../event.ts";

/** A GraphQL result. */
export interface Answer {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLFault[] | undefined;
}

/** Meaning of a result: an event, a reason to resume, or a final error. */
export type Reading =
  | { is: "event"; event: StreamEvent }
  | { is: "retryable"; error: StreamError }
  | { is: "failed"; error: StreamError | DocumentError };

/**
 * A result with data is an event; its errors are links that could not be read. A result without data ends the
 * operation; `extensions.retryable` says whether to resume.
 */
export function readAnswer({ data, errors }: Answer): Reading {
  const roots = Object.entries(data ?? {}).filter(([name]) => name !== "__typename");
  if (roots.length > 1) {
    const names = roots.map(([name]) => name).join(", ");
    return failed(new DocumentError(`a subscription has one root field, this has ${names}`));
  }
  const [name, value] = roots[0] ?? [];
  if (value == null) return readErrors(errors ?? []);
  const missing = missingFields(value);
  if (missing.length === 0) return { is: "event", event: value as StreamEvent };
  return failed(
    new DocumentError(
      `the subscription must select \`cursor fromSeq seq\` of \`${name}\`, under these names and ` +
        `for every type (\`... on Event { cursor fromSeq seq }\`); missing: ${missing.join(", ")}`,
    ),
  );
}

/** Meaning of errors without a result, of a refused subscription. */
export function readErrors(errors: readonly GraphQLFault[]): Reading {
  const [first] = errors;
  const code = first?.extensions?.code ?? (first ? "UNKNOWN" : "BAD_ANSWER");
  const message = first?.message ?? "a result without data and without errors";
  const error = new StreamError(code, message, { errors });
  const retryable = first !== undefined &&
    errors.every((one) => one.extensions?.retryable === true);
  return retryable ? { is: "retryable", error } : { is: "failed", error };
}

function failed(error: StreamError | DocumentError): Reading {
  return { is: "failed", error };
}
