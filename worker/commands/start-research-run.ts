import type { StartResearch } from "../../protocol/research/commands.ts";
import type { PendingCommand } from "../../store/commands/pending-commands.ts";
import { startResearch } from "../../store/commands/start-research.ts";
import type { ResearchPlace } from "../../store/research/insert-run.ts";
import { unresolvedSymbols } from "../../store/research/symbols.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { resolveSymbols } from "../tools/resolve-symbols.ts";

/** Starts a research run whose symbols a market data server resolves first, and wakes its workflow. */
export async function startResearchRun(
  deps: ActivityDeps,
  { tenant, caller, context, ...pending }: PendingCommand,
  signal: AbortSignal,
): Promise<void> {
  const command = pending.command as StartResearch;
  const wanted = await unresolvedSymbols(deps.sql, tenant, command.symbols);
  const found = await resolveSymbols(deps, tenant, wanted, signal);
  const place = context as ResearchPlace;
  const { researchId } = await startResearch(deps.sql, caller, command, place, found);
  // The sweeper finds the run if this fails.
  await deps.wake.research({ tenant, researchId })
    .catch((error) => deps.log.warn("workflow.wake_failed", errorFields(error)));
}
