import { isTenantName, tenantNameRule } from "../../protocol/auth/tenant.ts";
import type { CommandSpec } from "../command/command.ts";

const options = {
  tenant: {
    type: "text",
    example: "<name>",
    description: "Only the chain of this tenant",
    read: (text: string) => (isTenantName(text) ? text : null),
  },
  deployment: {
    type: "flag",
    description:
      "Only the chain of the deployment: refused sign-ins, configuration, erased tenants",
  },
  after: {
    type: "integer",
    example: "<number>",
    min: 0,
    default: 0,
    description: "Exports only events after this number",
  },
  before: {
    type: "text",
    example: "2026-01-31",
    description:
      "prune: deletes events before this day (UTC); without it AUDIT_RETENTION says how old they may get",
    read: (text: string) => (isDay(text) ? text : null),
  },
} as const;

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) &&
    at.getTime() <= Date.now();
}

const dayMs = 24 * 60 * 60_000;

/** The time before which events are deleted; null: neither a day nor AUDIT_RETENTION is given. */
export function pruneTime(before: string | null, days: number | null, now: number): Date | null {
  if (before !== null) return new Date(`${before}T00:00:00Z`);
  return days === null ? null : new Date(now - days * dayMs);
}

/** The arguments of `tramontane audit`. */
export const auditArguments: CommandSpec<typeof options> = {
  name: "audit",
  summary:
    "Verifies the chains of the audit, exports their events as JSON lines, or deletes old ones",
  words: "verify|export|prune",
  maxWords: 1,
  options,
  notes:
    "verify names the first broken event of each chain and ends with 1 if there is one. It prints each head: keep them\n" +
    "elsewhere, since the owner of the database can rewrite a whole chain.\n" +
    "prune records in each chain where it begins now; verify says so. It deletes nothing of a chain that is broken.\n" +
    `A name of a tenant has ${tenantNameRule}.`,
  check({ words: [what], values }) {
    const known = what === "verify" || what === "export" || what === "prune";
    return [
      ...(known ? [] : ["say verify, export or prune"]),
      ...(values.before !== null && what !== "prune" ? ["--before is for prune"] : []),
      ...(values.tenant !== null && values.deployment
        ? ["give --tenant or --deployment, not both"]
        : []),
    ];
  },
};
