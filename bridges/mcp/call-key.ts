import { depthKey, keyAtDepth } from "../../protocol/mcp/call-depth.ts";
import { type FormState, maxKeyLength } from "./form-state.ts";

/** Key of the id of a call in `_meta`: our worker sends it, the same for every attempt. */
const callIdKey = "tramontane/callId";

/** By what a repeated call is recognised, and how deep it is. */
export interface CallKey {
  /** The key for the client, without the depth. */
  own: string;
  /** True if the client gave it, and so may repeat the call with it. */
  isGiven: boolean;
  /** Turns of agents above the call; 0 for a user. */
  depth: number;
  /** The idempotency key of the mutation. */
  stored: string;
}

/**
 * The key of a call: of its arguments, its `_meta`, or the header `Idempotency-Key`; a new one if the client gives none
 * that can be stored. `earlier`: an earlier round of the same call, which has its key.
 */
export function callKeyOf(
  meta: Record<string, unknown> | undefined,
  headers: Headers,
  argument: string | undefined,
  earlier?: Pick<FormState, "key" | "isGiven">,
): CallKey {
  const given = [argument, meta?.[callIdKey], headers.get("idempotency-key")].find(isKey);
  const own = earlier?.key ?? given ?? crypto.randomUUID();
  const isGiven = earlier?.isGiven ?? given !== undefined;
  const depth = depthIn(meta);
  return { own, isGiven, depth, stored: keyAtDepth(depth, own) };
}

const isKey = (key: unknown): key is string =>
  typeof key === "string" && key.length > 0 && key.length <= maxKeyLength;

/** Only the worker's own clients send it: an agent cannot write `_meta`. */
function depthIn(meta: Record<string, unknown> | undefined): number {
  const depth = meta?.[depthKey];
  return Number.isInteger(depth) ? Math.min(99, Math.max(0, depth as number)) : 0;
}
