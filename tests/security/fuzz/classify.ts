import type { ExecutionResult } from "graphql";
import type { Operation } from "./operation.ts";

/** Codes that no input may cause. */
const never = ["INTERNAL_SERVER_ERROR", "UNAVAILABLE", undefined];

/** What is wrong with the errors of an answer: faults of the server, and errors without a code. */
export function wrongErrors({ errors = [] }: ExecutionResult): string[] {
  return errors.filter((e) => never.includes(e.extensions?.code as string | undefined))
    .map((e) => `${e.extensions?.code ?? "no code"}: ${e.message}`);
}

/** How an answer ended, to see that operations reach the code behind the limits. */
export function endOf({ errors }: ExecutionResult): string {
  return String(errors?.[0]?.extensions?.code ?? "answered");
}

/**
 * Keys of mutations that were refused. A key is kept in the transaction of what it caused, so a refused one that is
 * kept has changed something. What waits for a worker is carried out later and is not refused.
 */
export function refusedKeys({ keys }: Operation, { data }: ExecutionResult): string[] {
  return Object.entries(keys).flatMap(([name, key]) => {
    if (data === undefined) return [key];
    const type = (data?.[name] as { __typename?: string } | null | undefined)?.__typename ?? "";
    const waits = type === "UnavailableError";
    // The key itself was answered before.
    const reused = type === "ConflictError";
    return type.endsWith("Error") && !waits && !reused ? [key] : [];
  });
}
