import type { DecideApproval } from "../../protocol/approval/commands.ts";
import { argumentSchema, type Sql } from "../../store/mod.ts";
import type { Checks } from "../../validation/schema-checks.ts";
import { refuseBusy } from "./check-output-schema.ts";

/** The faults of the arguments that a verdict gives to a call; empty where it does not change them. */
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
 * The faults of arguments against a tool's JSON Schema; empty where they are valid. Throws a Refusal (UnavailableError)
 * when too many checks are waiting.
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
  return [
    "Checking these arguments by the tool's schema takes too long, so the call cannot be changed to them.",
  ];
}
