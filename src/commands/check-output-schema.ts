import { unavailable } from "../../protocol/user-error.ts";
import { Refusal } from "../../store/mod.ts";
import type { Checks } from "../../validation/schema-checks.ts";

/**
 * The faults of an output schema; empty where it can be used. The validator that checks answers compiles it; references
 * must point inside it, since nothing is fetched. Throws a Refusal (UnavailableError) when too many checks are waiting.
 */
export async function checkOutputSchema(checks: Checks, schema: unknown): Promise<string[]> {
  if (schema == null) return [];
  const foreign = foreignReference(schema);
  if (foreign !== null) return [`\`$ref\` must point inside the schema, not to ${foreign}.`];
  const outcome = await checks.check(schema);
  if ("unusable" in outcome) {
    return [`This is not a JSON Schema that can be used: ${outcome.unusable.slice(0, 300)}`];
  }
  if (!("unfinished" in outcome)) return [];
  if (outcome.unfinished === "queue") throw refuseBusy();
  return ["Compiling it takes too long. Make it smaller, with fewer references."];
}

/** The refusal while too many checks are waiting. */
export const refuseBusy = () =>
  new Refusal(
    unavailable("api", "Too many schemas are being checked. Try again with the same key."),
  );

function foreignReference(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$ref" && typeof inner === "string" && !inner.startsWith("#")) return inner;
    const found = foreignReference(inner);
    if (found !== null) return found;
  }
  return null;
}
