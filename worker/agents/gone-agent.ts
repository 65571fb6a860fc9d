import { MistralError } from "@mistralai/mistralai/models/errors";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import { forgetRemoteAgent, knownRemoteAgent } from "../../store/remote-agents.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { findAgent } from "./reconcile.ts";

/** A look at an agent ends after this, ms. */
const lookMs = 5_000;

/**
 * After a 404: true when the provider no longer has the agent that this call asks, which is forgotten then and made
 * again by the next attempt. False where it is there, or nothing could be learnt.
 */
export async function forgetIfGone(
  { sql, mistral, provider, log }: ActivityDeps,
  { version, fallback }: ClaimedModelCall,
  cause: unknown,
): Promise<boolean> {
  if (!(cause instanceof MistralError) || cause.statusCode !== 404) return false;
  const agent = { versionId: version.id, provider, standsIn: fallback !== null };
  const remoteId = await knownRemoteAgent(sql, agent);
  if (!remoteId) return true;
  try {
    if (await findAgent(mistral, remoteId, AbortSignal.timeout(lookMs))) return false;
  } catch (error) {
    log.warn("agent_unread", errorFields(error));
    return false;
  }
  log.warn("agent_gone", { versionId: version.id, remoteId });
  await forgetRemoteAgent(sql, agent, remoteId);
  return true;
}
