import type {
  ReconcileAgents,
  ReconciledAgents,
  RegisterAgent,
  RegisteredAgent,
} from "../../protocol/agent/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { UserError, ValidationIssue } from "../../protocol/user-error.ts";
import * as store from "../../store/mod.ts";
import type { Checks } from "../../validation/schema-checks.ts";
import { checkOutputSchema } from "./check-output-schema.ts";
import { executeByWorker, type ExecuteDeps } from "./execute-by-worker.ts";

/**
 * Registers an agent: at once where PostgreSQL has everything it needs, otherwise with the help of a worker, which asks
 * the provider or an MCP server first.
 */
export async function registerAgent(
  deps: ExecuteDeps & { checks: Checks },
  provider: string,
  caller: Caller,
  command: RegisterAgent,
  issues: ValidationIssue[],
): Promise<RegisteredAgent | UserError> {
  // A schema that another check has already refused, for example for its length, is not compiled.
  const isRefused = issues.some(({ path }) => path[0] === "outputSchema");
  const faults = isRefused ? [] : await checkOutputSchema(deps.checks, command.outputSchema);
  try {
    const options = { provider, issues, verified: null };
    return await store.registerAgent(deps.sql, caller, command, () => faults, options);
  } catch (error) {
    if (!(error instanceof store.VerificationRequired)) throw error;
    return await executeByWorker(deps, caller, {
      mutation: "registerAgent",
      queue: command.name,
      command,
    });
  }
}

/** Has a worker compare the provider's agents with the record. A repeated key gets the earlier result. */
export async function reconcileAgents(
  deps: ExecuteDeps,
  caller: Caller,
  command: ReconcileAgents,
): Promise<ReconciledAgents | UserError> {
  const earlier = await store.previousResult<ReconciledAgents>(
    deps.sql,
    caller,
    "reconcileAgents",
    command,
  );
  return earlier ??
    await executeByWorker(deps, caller, { mutation: "reconcileAgents", queue: "", command });
}
