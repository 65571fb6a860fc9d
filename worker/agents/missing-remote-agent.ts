import { MistralError } from "@mistralai/mistralai/models/errors";
import type { ClaimedModelCall } from "../../store/call/claimed-model-call.ts";
import { clearRemoteAgent, knownRemoteAgent } from "../../store/agent/remote-agents.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { findAgent } from "./reconcile.ts";

/** Time limit of a request for an agent, ms. */
const requestMs = 5_000;

/**
 * After a 404: true if the provider no longer has the agent of this call. Its id is cleared then, and the next attempt
 * creates the agent again. False if the agent exists or the provider could not say.
 */
export async function clearIfMissing(
  { sql, mistral, provider, log }: ActivityDeps,
  { version, fallback }: ClaimedModelCall,
  cause: unknown,
): Promise<boolean> {
  if (!(cause instanceof MistralError) || cause.statusCode !== 404) return false;
  const agent = { versionId: version.id, provider, isFallback: fallback !== null };
  const remoteId = await knownRemoteAgent(sql, agent);
  if (!remoteId) return true;
  try {
    if (await findAgent(mistral, remoteId, AbortSignal.timeout(requestMs))) return false;
  } catch (error) {
    log.warn("agent.read_failed", errorFields(error));
    return false;
  }
  log.warn("agent.remote_not_found", { versionId: version.id, remoteId });
  await clearRemoteAgent(sql, agent, remoteId);
  return true;
}
