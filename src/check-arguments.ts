import type { DecideApproval } from "../protocol/commands.ts";
import { argumentSchema, type Sql } from "../store/mod.ts";
import { type Checks, refuseBusy } from "./check-output-schema.ts";

/** What is wrong with the arguments that a verdict changes a call to; nothing where it changes none. */
export async function argumentFaults(
  sql: Sql,
  checks: Checks,
  tenant: string,
  { approvalId, verdict }: DecideApproval,
): Promise<string[]> {
  if (verdict.kind !== "APPROVED" || verdict.arguments == null) return [];
  const schema = await argumentSchema(sql, tenant, approvalId);
  return await checkArguments(checks, schema, verdict.arguments);
}

/**
 * Says what is wrong with arguments by a tool's JSON Schema; nothing when they fit. Throws a Refusal (UnavailableError)
 * when too many are being checked.
 */
export async function checkArguments(
  checks: Checks,
  schema: unknown,
  args: unknown,
): Promise<string[]> {
  if (typeof schema !== "object" || schema === null) return ["The tool's schema is not known."];
  const outcome = await checks.check(schema, [args]);
  if ("faults" in outcome) return outcome.faults.filter((fault) => fault !== null);
  if ("unusable" in outcome) {
    return ["The tool's schema cannot be read, so changed arguments cannot be checked."];
  }
  if (outcome.unfinished === "queue") throw refuseBusy();
  return ["Checking them by the tool's schema takes too long, so they cannot be changed to these."];
}
