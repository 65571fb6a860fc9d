import type { ModelChoice } from "../config.ts";
import { bad, type Finding, note, ok } from "./finding.ts";

const maker = "https://api.mistral.ai";

/** The Mistral key: a real call that costs nothing, where there is a key. */
export async function checkMistral(model: ModelChoice): Promise<Finding> {
  if (model.provider === "emulator") {
    return note("Mistral", "no key: answers are emulated", "set MISTRAL_API_KEY for a real model");
  }
  const base = (model.serverUrl ?? maker).replace(/\/$/, "");
  try {
    const answer = await fetch(`${base}/v1/models`, {
      headers: { authorization: `Bearer ${model.apiKey}` },
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    return verdict(base, answer.status);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return bad("Mistral", `${base} is out of reach: ${said}`, "check the network and the proxy");
  }
}

function verdict(base: string, status: number): Finding {
  if (status === 200) return ok("Mistral", `${base} takes the key`);
  if (status === 401 || status === 403) {
    return bad("Mistral", `${base} refuses the key (${status})`, "check MISTRAL_API_KEY");
  }
  return note("Mistral", `${base} answers ${status}`, "try again later");
}
