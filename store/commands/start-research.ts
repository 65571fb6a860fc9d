import type { StartedResearch, StartResearch } from "../../protocol/research/commands.ts";
import { type PhaseKind, phaseKinds, researchAgents } from "../../protocol/research/phase.ts";
import { validationError } from "../../protocol/user-error.ts";
import type { Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import { insertRun, type ResearchPlace } from "../research/insert-run.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Records a research run with the agent versions that will work on it. The caller then wakes its workflow. Refuses:
 * ValidationError (an agent without the alias, a cost limit without a price), ConflictError (KEY_REUSED).
 */
export const startResearch = defineCommand<
  StartResearch,
  StartedResearch,
  [place: ResearchPlace]
>("startResearch", async (tx, caller, command, place) => {
  const agents = await pinAgents(tx, caller.tenant, command.alias);
  return { researchId: await insertRun(tx, caller, place, { ...command, agents }) };
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
