import { authFile } from "../../cli/issuer/auth-file.ts";
import { answerIssuer } from "../../cli/issuer/issuer-server.ts";
import {
  type IssuerState,
  openIssuer,
  readIssuer,
  rotateKeys,
} from "../../cli/issuer/issuer-state.ts";
import { signToken, type TokenRequest } from "../../cli/issuer/sign-token.ts";
import { Api } from "./api.ts";
import { startTestStack, type TestStack, type TestStackOptions } from "./test-stack.ts";

/** An issuer of tokens for one test file, over the network: that of `deno task issuer`. */
export interface TestIssuer extends AsyncDisposable {
  /** Its address, and the value of `iss`. */
  url: string;
  /** The file for `AUTH_CONFIG`. */
  authConfig: string;
  /** Its keys and what it accepts, as they are now. */
  state(): IssuerState;
  /** Signs with a new key from now on. */
  rotate(): Promise<string>;
  /** Paths of the requests that it got, in order. */
  requests: string[];
  /** False: it answers nothing but 503 until it is true again. */
  isUp: boolean;
}

/** Tenants that a test issuer serves, besides those that are asked for. */
const tenants = ["default", "acme", "globex"];

/** Starts an issuer at a free port of loopback. */
export async function startTestIssuer(more: readonly string[] = []): Promise<TestIssuer> {
  const home = await Deno.makeTempDir({ prefix: "tramontane-issuer-" });
  const state = () => readIssuer(home)!;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    issuer.requests.push(new URL(request.url).pathname);
    return issuer.isUp ? answerIssuer(request, state()) : new Response(null, { status: 503 });
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  const opened = { issuer: url, audience: "tramontane", tenants: [...tenants, ...more] };
  const authConfig = `${home}/auth.yaml`;
  await Deno.writeTextFile(authConfig, authFile(await openIssuer(home, opened)));
  const issuer: TestIssuer = {
    ...{ url, authConfig, state, requests: [], isUp: true },
    rotate: () => rotateKeys(home, state()),
    [Symbol.asyncDispose]: async () => {
      await server.shutdown();
      await Deno.remove(home, { recursive: true });
    },
  };
  return issuer;
}

/** The product with `AUTH_CONFIG`, the issuer that it trusts, and clients with tokens. */
export interface IdentityStack extends TestStack {
  issuer: TestIssuer;
  /** A token of the issuer; the tenant is `acme` unless another is asked for. */
  tokenOf(request: Partial<TokenRequest>): Promise<string>;
  /** A client that sends such a token over HTTP and WebSocket. */
  as(request: Partial<TokenRequest>): Promise<Api>;
}

/** Variables of an API that accepts API keys and the tokens of an issuer. */
export const identityVariables = ({ authConfig }: Pick<TestIssuer, "authConfig">) => ({
  AUTH: "file",
  AUTH_CONFIG: authConfig,
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  // Tests of refusals send many tokens that are refused.
  UNAUTHENTICATED_PER_MINUTE: "1000000",
});

/**
 * Starts a stack whose API needs tokens, as `startTestStack` starts one without. Its `api` is that of an administrator of
 * the tenant `acme`.
 */
export async function startIdentityStack(
  { tenants, ...options }: TestStackOptions & { tenants?: readonly string[] } = {},
  variables: Record<string, string> = {},
): Promise<IdentityStack> {
  const issuer = await startTestIssuer(tenants);
  try {
    const t = await startTestStack(options, { ...identityVariables(issuer), ...variables });
    const tokenOf = (request: Partial<TokenRequest>) =>
      signToken(issuer.state(), { tenant: "acme", subject: "ada", ...request });
    const as = async (request: Partial<TokenRequest>) =>
      new Api(t.stack.urls.graphql, await tokenOf(request));
    const api = await as({ subject: "root", roles: ["admin"], ttl: 3_600 });
    return {
      ...{ ...t, issuer, tokenOf, as, api },
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
