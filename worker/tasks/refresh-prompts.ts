import { savePromptFailure, savePromptText, stalePrompts } from "../../store/mcp/prompt-texts.ts";
import type { Sql } from "../../store/database/connect.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";
import { getPrompt } from "../tools/get-prompt.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** What it takes to know what prompts give now. */
export interface PromptsDeps {
  sql: Sql;
  servers: ToolServers;
  log: Logger;
  everyMs: number;
}

/** Most prompts of one round. */
const limit = 50;

/** Fetches the prompts that agents were made of once in `everyMs`, until the signal aborts: drift is told by them. */
export async function refreshPrompts(deps: PromptsDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const full = await fetchStale(deps, signal).catch((error) => {
      if (!signal.aborted) deps.log.warn("worker.refresh_prompts_failed", errorFields(error));
      return false;
    });
    await pause(full ? 100 : Math.max(250, deps.everyMs / 4), signal);
  }
}

/** One round; true when there may be more. */
async function fetchStale({ sql, servers, everyMs: afterMs }: PromptsDeps, signal: AbortSignal) {
  const due = await stalePrompts(sql, { afterMs, limit });
  for (const source of due) {
    const got = await getPrompt(servers, source, signal);
    if (got.ok) await savePromptText(sql, source, got.text);
    else {
      const code = got.reason === "timed_out" ? "TIMED_OUT" as const : "UNAVAILABLE" as const;
      await savePromptFailure(sql, source, { code, message: got.message });
    }
  }
  return due.length === limit;
}
