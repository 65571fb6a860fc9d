import type { Place } from "./shared-servers.ts";
import { ownTenants, startOwnTenants } from "./own-tenants.ts";
import { identityVariables, startTestIssuer, type TestIssuer } from "./test-issuer.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

/**
 * The tenants of each test file that uses the shared stack with tokens. Ids of workflows have hyphens between their parts,
 * so that these names have none.
 */
export const tenantsOf = {
  agUi: ["agUiAcme", "agUiGlobex"],
  audit: ["auditAcme", "auditGlobex"],
  bridges: ["bridgesAcme", "bridgesGlobex"],
  console: ["consoleAcme", "consoleGlobex"],
  mcpAgents: ["mcpAgentsAcme", "mcpAgentsGlobex"],
  openai: ["openaiAcme", "openaiGlobex"],
  ownership: ["ownershipAcme", "ownershipGlobex"],
  quotas: ["points", "race", "shared", "streams", "slots", "money", "noisy", "quiet"],
  roles: ["rolesAcme", "rolesGlobex"],
  scopes: ["scopesAcme", "scopesGlobex"],
  sessions: ["sessionsAcme", "sessionsGlobex"],
  streams: ["streamsAcme", "streamsGlobex"],
  tenants: ["tenantsUsual", ...ownTenants],
  webhooks: ["webhooksAcme", "webhooksGlobex"],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

/** A test file with tenants of its own. */
export type IdentityFile = keyof typeof tenantsOf;

/** The origin whose pages may call the shared API with a token. */
export const allowedOrigin = "https://app.example.com";

const prices = { url: "${MCP_URL}/prices", bearer: "${MCP_TOKEN}", trustAnnotations: true };
/** `separate` has the tools of `prices`, one of which needs an approver who did not ask for the call. */
const servers = [
  { name: "prices", ...prices },
  { name: "separate", ...prices, separateApprover: ["get_current_stock_price"] },
];

/** Starts the stack with tokens that several test files share, and its issuer. */
export async function startSharedIdentity(
  place?: Promise<Place>,
  variables: Record<string, string> = {},
): Promise<TestStack & { issuer: TestIssuer }> {
  const issuer = await startTestIssuer(Object.values(tenantsOf).flat());
  const tenants = await startOwnTenants(issuer.home);
  const serversFile = `${issuer.home}/servers.json`;
  await Deno.writeTextFile(serversFile, JSON.stringify({ servers }));
  const all = {
    ...identityVariables(issuer.home),
    ...{ ALLOWED_ORIGINS: allowedOrigin, MCP_SERVERS: serversFile, TENANT_CONFIG: tenants.path },
    WEBHOOK_LOOPBACK: "true",
    ...variables,
  };
  try {
    const t = await startTestStack({ ...(place && { place }) }, all);
    return {
      ...t,
      issuer,
      [Symbol.asyncDispose]: async () => {
        await t[Symbol.asyncDispose]();
        await tenants[Symbol.asyncDispose]();
        await issuer[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await tenants[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
    throw error;
  }
}
