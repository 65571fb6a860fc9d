import type { RegisterAgent } from "../../protocol/agent/commands.ts";
import { unavailable } from "../../protocol/user-error.ts";
import { pendingVerificationsOf, type Verified } from "../../store/agent/validate-agent.ts";
import { Refusal } from "../../store/refusal.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { getPrompt } from "../tools/get-prompt.ts";
import { listOne } from "../tools/refresh-tools.ts";
import { listModels } from "../tasks/refresh-models.ts";

/** Time limit of fetching a prompt, ms: the mutation waits 10 s in total. */
const promptMs = 5_000;

/**
 * Refreshes the listings that a registration needs and that the record lacks, and fetches its prompt. Throws a Refusal
 * if a provider or server that it needs cannot be reached.
 */
export async function verifyRegistration(
  deps: ActivityDeps,
  tenant: string,
  command: RegisterAgent,
  signal: AbortSignal,
): Promise<Verified> {
  const { provider } = deps;
  const pending = await pendingVerificationsOf(deps.sql, command, { provider, tenant });
  if (pending.some(({ ask }) => "models" in ask)) await refreshModelList(deps, tenant, signal);
  const servers = pending.flatMap(({ ask }) => ("server" in ask ? [ask.server] : []));
  const named = deps.servers.entries.filter((e) => servers.includes(e.name));
  await Promise.all(named.map((entry) => listOne(deps.sql, deps.servers, entry, deps.log)));
  return await fetchPrompt(deps, command, signal);
}

async function refreshModelList(deps: ActivityDeps, tenant: string, signal: AbortSignal) {
  try {
    await listModels({ ...deps, tenant: deps.ownedBy && tenant }, signal);
  } catch (error) {
    signal.throwIfAborted();
    deps.log.warn("model.list_failed", errorFields(error));
    const message = "The model's provider could not list its models. Try again.";
    throw new Refusal(unavailable("mistral", message));
  }
}

async function fetchPrompt(
  { servers }: ActivityDeps,
  { instructions }: RegisterAgent,
  signal: AbortSignal,
): Promise<Verified> {
  if (typeof instructions === "string") return {};
  const { prompt } = instructions;
  const got = await getPrompt(servers, prompt, signal, promptMs);
  if (got.ok) return { instructions: got.text };
  if (got.retryable) throw new Refusal(unavailable(prompt.server, got.message));
  const field = {
    unknown_server: "server",
    bad_arguments: "arguments",
    unknown_prompt: "name",
    not_text: "name",
  }[got.reason as "not_text"];
  const path = ["instructions", "prompt", field];
  return { instructions: "", issues: [{ path, message: got.message }] };
}
