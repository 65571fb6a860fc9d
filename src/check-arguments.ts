import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import type { CheckArguments } from "../store/mod.ts";

/**
 * Checks arguments with the validator that the MCP client brings, which knows the drafts that servers write. One for
 * each check: what a schema names by `$id` must not stand for another server's.
 */
export const checkArguments: CheckArguments = (schema, args) => {
  if (typeof schema !== "object" || schema === null) return ["The tool's schema is not known."];
  try {
    const validate = new AjvJsonSchemaValidator().getValidator(schema as never);
    const { valid, errorMessage } = validate(args);
    return valid ? [] : [errorMessage ?? "They do not fit the tool's schema."];
  } catch {
    return ["The tool's schema cannot be read, so changed arguments cannot be checked."];
  }
};
