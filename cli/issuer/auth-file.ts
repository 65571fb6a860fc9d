import { stringify } from "yaml";
import { taskCommand } from "../task-command.ts";
import type { IssuerState } from "./issuer-state.ts";
import { client, consoleClient } from "./sign-token.ts";

/** The file for `AUTH_CONFIG` that makes the API accept the tokens of this issuer. */
export function authFile({ issuer, audience, tenants }: IssuerState): string {
  const head = `# Written by \`${
    taskCommand("issuer")
  }\`: for tests and demonstrations on this machine.\n`;
  return head + stringify({
    issuers: [{
      ...{ issuer, audience, tenantClaim: "tenant", tenants, rolesClaim: "roles" },
      ...{ scopesClaim: "scope", groupsClaim: "groups" },
      clients: [client, consoleClient],
      ...{ signInClient: consoleClient, signInName: "the issuer of this machine" },
      ...{ serviceClaim: "kind", serviceValue: "service" },
    }],
  });
}
