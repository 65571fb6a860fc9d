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
} as const;

/** The arguments of `tramontane audit`. */
export const auditArguments: CommandSpec<typeof options> = {
  name: "audit",
  summary: "Verifies the chains of the audit, or exports their events as JSON lines",
  words: "verify|export",
  maxWords: 1,
  options,
  notes:
    "verify names the first broken event of each chain and ends with 1 if there is one. It prints each head: keep them\n" +
    "elsewhere, since the owner of the database can rewrite a whole chain.\n" +
    `A name of a tenant has ${tenantNameRule}.`,
  check({ words: [what], values }) {
    const known = what === "verify" || what === "export";
    return [
      ...(known ? [] : ["say verify or export"]),
      ...(values.tenant !== null && values.deployment
        ? ["give --tenant or --deployment, not both"]
        : []),
    ];
  },
};
