import { MistralError } from "@mistralai/mistralai/models/errors";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { StreamFailedError } from "../stream/stream-faults.ts";

/** The attempt of a call from which on the error counts as the known fault, not as an outage. */
const minAttempts = 2;

/**
 * The version to which this service hands a call over itself: Mistral answers 500 with code 3000 when agents that search
 * the web hand over (client-ts#141). Null for any other error, and when the version names several agents, since the
 * error does not say which of them the model chose.
 */
export function handOverAfter(
  cause: unknown,
  { attempt, version, handoffs }: Pick<ClaimedModelCall, "attempt" | "version" | "handoffs">,
): string | null {
  const [target, ...others] = version.spec.handoffs ?? [];
  const searches = [version, ...handoffs].some(({ spec }) =>
    spec.tools.some((t) => t.server === "mistral" && t.tool.name.startsWith("web_search"))
  );
  const known = searches && attempt >= minAttempts && isCode3000(cause);
  return known && target !== undefined && others.length === 0 ? target : null;
}

function isCode3000(cause: unknown): boolean {
  if (cause instanceof StreamFailedError) return cause.code === 3000;
  return cause instanceof MistralError && cause.statusCode === 500 &&
    /"code"\s*:\s*"?3000\b/.test(cause.body);
}
