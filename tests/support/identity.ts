import { readIssuer } from "../../cli/issuer/issuer-state.ts";
import { signToken, type TokenRequest } from "../../cli/issuer/sign-token.ts";
import { Api } from "./api.ts";
import { type IdentityFile, startSharedIdentity, tenantsOf } from "./shared-identity.ts";
import { sharedServers } from "./shared-servers.ts";
import { identityVariables, startTestIssuer, type TestIssuer } from "./test-issuer.ts";
import { joinStack, startTestStack, type TestStack, type TestStackOptions } from "./test-stack.ts";

/** A stack whose API needs tokens, and clients that have some. `api` is that of an administrator of the first tenant. */
export interface IdentityStack<Issuer = Pick<TestIssuer, "home" | "url" | "state">>
  extends TestStack {
  issuer: Issuer;
  /** The tenants of the test file. Tokens are of the first one unless another is asked for. */
  tenants: readonly [string, string, ...string[]];
  /** A token of the issuer. */
  tokenOf(request: Partial<TokenRequest>): Promise<string>;
  /** A client that sends such a token over HTTP and WebSocket. */
  as(request: Partial<TokenRequest>): Promise<Api>;
}

/**
 * The gate's stack whose API needs tokens, for one file at a time; a new one where a file runs by itself. No other file uses
 * the tenants of a file, so that limits, revocations and audit chains are its own.
 */
export async function sharedIdentityStack(file: IdentityFile): Promise<IdentityStack> {
  const servers = sharedServers();
  if (!servers) {
    const own = await startSharedIdentity();
    return await withTokens(own, own.issuer, tenantsOf[file]);
  }
  const described = await servers.stack("identity");
  return await withTokens(
    await joinStack(servers, "identity"),
    issuerAt(described.issuer ?? ""),
    tenantsOf[file],
  );
}

/**
 * Another API process of that stack, with further variables: its worker does the turns. Where a file runs by itself, a
 * new stack with these variables.
 */
export async function startIdentityApi(
  file: IdentityFile,
  variables: Record<string, string>,
): Promise<IdentityStack> {
  const servers = sharedServers();
  if (!servers) {
    const own = await startSharedIdentity(undefined, variables);
    return await withTokens(own, own.issuer, tenantsOf[file]);
  }
  const { issuer: home = "", place: shared } = await servers.stack("identity");
  const issuer = issuerAt(home);
  const all = { ...identityVariables(home), ...variables };
  const t = await startTestStack({ parts: ["postgres", "temporal", "api"], shared }, all);
  return await withTokens(t, issuer, tenantsOf[file]);
}

/** Starts processes with an issuer of their own, which a test may stop and whose keys it may change. */
export async function startIdentityStack(
  options: TestStackOptions = {},
  variables: Record<string, string> = {},
): Promise<IdentityStack<TestIssuer>> {
  const tenants = ["acme", "globex"] as const;
  const issuer = await startTestIssuer(tenants);
  try {
    const t = await startTestStack(options, { ...identityVariables(issuer.home), ...variables });
    return {
      ...await withTokens(t, issuer, tenants),
      [Symbol.asyncDispose]: async () => {
        await t[Symbol.asyncDispose]();
        await issuer[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await issuer[Symbol.asyncDispose]();
    throw error;
  }
}

/** The issuer of another process. */
function issuerAt(home: string): Pick<TestIssuer, "home" | "url" | "state"> {
  const state = () => {
    const kept = readIssuer(home);
    if (!kept) throw new Error(`no issuer keeps its state in ${home}`);
    return kept;
  };
  return { home, url: state().issuer, state };
}

async function withTokens<Issuer extends Pick<TestIssuer, "home" | "url" | "state">>(
  t: TestStack,
  issuer: Issuer,
  tenants: IdentityStack["tenants"],
): Promise<IdentityStack<Issuer>> {
  const tokenOf = (request: Partial<TokenRequest>) =>
    signToken(issuer.state(), { tenant: tenants[0], subject: "ada", ...request });
  const as = async (request: Partial<TokenRequest>) =>
    new Api(t.stack.urls.graphql, await tokenOf(request));
  const api = await as({ subject: "root", roles: ["admin"], ttl: 3_600 });
  return { ...t, issuer, tenants, tokenOf, as, api };
}
