import { MistralError } from "@mistralai/mistralai/models/errors";
import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import { StreamFailedError } from "../stream/stream-faults.ts";

/** How often it must happen to a call before it is taken for the known fault and not for an outage. */
const attempts = 2;

/**
 * To whom we hand a call over ourselves: Mistral answers 500 with code 3000 where agents that search the web hand over
 * (client-ts#141). Null for any other fault, and where the version names several agents: which of them the model
 * chose is not told.
 */
export function handOverAfter(
  cause: unknown,
  { attempt, version, handoffs }: Pick<ClaimedModelCall, "attempt" | "version" | "handoffs">,
): string | null {
  const [target, ...others] = version.spec.handoffs ?? [];
  const searches = [version, ...handoffs].some(({ spec }) =>
    spec.tools.some((t) => t.server === "mistral" && t.tool.name.startsWith("web_search"))
  );
  const known = searches && attempt >= attempts && isCode3000(cause);
  return known && target !== undefined && others.length === 0 ? target : null;
}

function isCode3000(cause: unknown): boolean {
  if (cause instanceof StreamFailedError) return cause.code === 3000;
  return cause instanceof MistralError && cause.statusCode === 500 &&
    /"code"\s*:\s*"?3000\b/.test(cause.body);
}
