import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import type { CheckSchema } from "../store/mod.ts";

/**
 * Says why an output schema cannot be used; nothing when it can. It is compiled by the validator that judges answers
 * by it; what it points at must stand inside it, for nothing is fetched.
 */
export const checkOutputSchema: CheckSchema = (schema) => {
  const foreign = foreignReference(schema);
  if (foreign !== null) return [`\`$ref\` must point inside the schema, not to ${foreign}.`];
  try {
    new AjvJsonSchemaValidator().getValidator(schema as never);
    return [];
  } catch (error) {
    return [`This is no JSON Schema that can be used: ${messageOf(error)}`];
  }
};

const messageOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300);

function foreignReference(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$ref" && typeof inner === "string" && !inner.startsWith("#")) return inner;
    const found = foreignReference(inner);
    if (found !== null) return found;
  }
  return null;
}
