import type { Caller } from "../../protocol/caller.ts";
import { researchQueue } from "../../protocol/command/command-workflow.ts";
import type { StartedResearch, StartResearch } from "../../protocol/research/commands.ts";
import type { UserError } from "../../protocol/user-error.ts";
import * as store from "../../store/mod.ts";
import { executeByWorker, type ExecuteDeps } from "./execute-by-worker.ts";

/**
 * Starts a research run: at once where PostgreSQL knows its symbols, otherwise with the help of a worker, which asks a
 * market data server first.
 */
export async function startResearch(
  deps: ExecuteDeps,
  place: store.ResearchPlace,
  caller: Caller,
  command: StartResearch,
): Promise<StartedResearch | UserError> {
  try {
    return await store.startResearch(deps.sql, caller, command, place, null);
  } catch (error) {
    if (!(error instanceof store.VerificationRequired)) throw error;
    const queue = researchQueue(command.idempotencyKey);
    const pending = { mutation: "startResearch", queue, command, context: place } as const;
    return await executeByWorker(deps, caller, pending);
  }
}
