import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { savePromptFailure, savePromptText, stalePrompts } from "../../store/mcp/prompt-texts.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import { getPrompt } from "../tools/get-prompt.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** Dependencies of the task. */
export interface PromptsDeps {
  sql: Sql;
  servers: ToolServers;
  /** A prompt is fetched again after this time, ms. */
  everyMs: number;
}

/** Maximum number of prompts fetched in one run. */
const limit = 50;

/** Fetches the prompts from which agents were registered; their texts show whether an agent has drifted. */
export function refreshPrompts({ sql, ...rest }: PromptsDeps): PeriodicTask {
  const { owner } = rest.servers;
  const deps = { ...rest, sql: owner === null ? sql : inTenant(sql, owner) };
  return {
    name: "refreshPrompts",
    ...(owner !== null && { fields: { tenant: owner } }),
    intervalMs: Math.max(250, deps.everyMs / 4),
    run: async (signal) => await fetchStale(deps, signal) ? 100 : undefined,
  };
}

/** One run; true when there may be more. */
async function fetchStale({ sql, servers, everyMs: afterMs }: PromptsDeps, signal: AbortSignal) {
  const { owner } = servers;
  const stale = await stalePrompts(sql, { afterMs, limit }, owner);
  for (const source of stale) {
    const prompt = await getPrompt(servers, source, signal);
    if (prompt.ok) await savePromptText(sql, source, prompt.text, owner);
    else {
      const code = prompt.reason === "timed_out" ? "TIMED_OUT" as const : "UNAVAILABLE" as const;
      await savePromptFailure(sql, source, { code, message: prompt.message }, owner);
    }
  }
  return stale.length === limit;
}
