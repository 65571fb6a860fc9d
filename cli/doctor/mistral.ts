import type { ModelChoice } from "../config/config.ts";
import { bad, type Finding, note, ok } from "./finding.ts";

const defaultUrl = "https://api.mistral.ai";

/**
 * Checks the Mistral key, if there is one, by a call that is free of charge. Bad only when the key is refused; a temporary
 * failure, such as a network error, is a note.
 */
export async function checkMistral(model: ModelChoice, withinMs = 5_000): Promise<Finding> {
  if (model.provider === "emulator") {
    return note("Mistral", "no key: answers are emulated", "set MISTRAL_API_KEY for a real model");
  }
  const base = (model.serverUrl ?? defaultUrl).replace(/\/$/, "");
  try {
    const answer = await fetch(`${base}/v1/models`, {
      headers: { authorization: `Bearer ${model.apiKey}` },
      signal: AbortSignal.timeout(withinMs),
    });
    await answer.body?.cancel();
    return verdict(base, answer.status);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return note("Mistral", `${base} is unreachable: ${reason}`, "check the network and the proxy");
  }
}

function verdict(base: string, status: number): Finding {
  if (status === 200) return ok("Mistral", `${base} accepts the key`);
  if (status === 401 || status === 403) {
    const fix =
      "set another MISTRAL_API_KEY (https://console.mistral.ai), or unset it for the emulator";
    return bad("Mistral", `${base} refuses the key (${status})`, fix);
  }
  if (status === 404) {
    const fix = "check MISTRAL_SERVER_URL; it must not end in /v1";
    return note("Mistral", `${base} has no list of models (404)`, fix);
  }
  return note("Mistral", `${base} answers ${status}`, "try again later");
}
