import type { StartedResearch, StartResearch } from "../../protocol/research/commands.ts";
import { type PhaseKind, phaseKinds, researchAgents } from "../../protocol/research/phase.ts";
import type { SymbolAnswer } from "../../protocol/research/resolved-symbol.ts";
import { validationError } from "../../protocol/user-error.ts";
import type { Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import { insertRun, refuseUnpaid, type ResearchPlace } from "../research/insert-run.ts";
import { resolvedSymbols } from "../research/symbols.ts";
import { defineCommand } from "./define-command.ts";
import { completeCommand } from "./pending-commands.ts";

/**
 * Records a research run with the agent versions that will work on it. The caller then wakes its workflow. `answers`: what
 * a market data server says about symbols that are not known here; null if none was asked. Refuses: ValidationError (an
 * agent without the alias, unknown symbols, a cost limit without a price), ConflictError (KEY_REUSED). Throws
 * VerificationRequired if a server has to be asked.
 */
export const startResearch = defineCommand<
  StartResearch,
  StartedResearch,
  [place: ResearchPlace, answers: readonly SymbolAnswer[] | null]
>("startResearch", async (tx, caller, command, place, answers) => {
  const { tenant } = caller;
  const agents = await pinAgents(tx, tenant, command.alias);
  // First: no server is asked about the symbols of a run that money does not permit.
  await refuseUnpaid(tx, caller, { budget: command.budget, agents });
  const resolved = await resolvedSymbols(tx, tenant, command, answers);
  const run = { ...command, resolvedSymbols: resolved, agents };
  const researchId = await insertRun(tx, caller, place, run);
  await completeCommand(tx, caller, "startResearch", command.idempotencyKey);
  return { researchId };
});

async function pinAgents(
  tx: Tx,
  tenant: string,
  alias: string,
): Promise<Record<PhaseKind, string>> {
  const names = Object.values(researchAgents);
  const rows = await tx<{ name: string; id: string }[]>`
    select a.name, l.version_id as id from agents a join agent_aliases l on l.agent_id = a.id
    where a.tenant = ${tenant} and l.name = ${alias} and a.archived_at is null and a.name = any(${names})`;
  const versions = new Map(rows.map((r) => [r.name, r.id]));
  const missing = names.filter((name) => !versions.has(name));
  if (missing.length > 0) throw new Refusal(validationError([notRegistered(alias, missing)]));
  return Object.fromEntries(
    phaseKinds.map((kind) => [kind, versions.get(researchAgents[kind])]),
  ) as Record<PhaseKind, string>;
}

const notRegistered = (alias: string, names: string[]) => ({
  path: ["alias"],
  message: `These research agents have no alias ${alias}: ${names.join(", ")}. ` +
    "Register them with `deno task agents apply`.",
});
