import { isTenantName, tenantNameRule } from "../../protocol/auth/tenant.ts";
import type { CommandSpec } from "../command/command.ts";

const options = {
  confirm: {
    type: "text",
    example: "<tenant>",
    description: "The same name again: nothing of it can be restored but from a backup",
  },
  wait: {
    type: "integer",
    example: "<minutes>",
    min: 1,
    max: 1_440,
    default: 30,
    description: "How long to wait for a worker to erase conversations at the provider",
  },
} as const;

/** The arguments of `tramontane erase-tenant`. */
export const eraseTenantArguments: CommandSpec<typeof options> = {
  name: "erase-tenant",
  summary: "Erases everything of a tenant: here, at the provider and in Temporal; prints the proof",
  words: "<tenant>",
  maxWords: 1,
  options,
  notes:
    "First remove the tenant from the issuers in AUTH_CONFIG: a token that is issued later would be accepted. PostgreSQL,\n" +
    "Temporal and a worker must run. An erasure that was interrupted continues when the command is repeated. The proof is\n" +
    "one JSON object on the standard output, is kept in the table tenant_erasures, and is recorded in the audit.",
  check({ words: [tenant = ""], values: { confirm } }) {
    if (!isTenantName(tenant)) return [`name a tenant: ${tenantNameRule}`];
    return confirm === tenant ? [] : [`say --confirm ${tenant} to erase everything of it`];
  },
};
