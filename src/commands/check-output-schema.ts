import { unavailable } from "../../protocol/user-error.ts";
import { Refusal } from "../../store/mod.ts";
import type { SchemaChecks } from "../../validation/schema-checks.ts";

/** Checks by JSON Schema, outside of the event loop. */
export type Checks = Pick<SchemaChecks, "check">;

/**
 * Says why an output schema cannot be used; nothing when it can. It is compiled by the validator that judges answers
 * by it; references must point inside it, since nothing is fetched. Throws a Refusal (UnavailableError) when too many
 * schemas are being checked.
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

/** Too many checks wait. */
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
