import { authFile } from "../../cli/issuer/auth-file.ts";
import { answerIssuer } from "../../cli/issuer/issuer-server.ts";
import {
  type IssuerState,
  openIssuer,
  readIssuer,
  rotateKeys,
} from "../../cli/issuer/issuer-state.ts";

/** An issuer of tokens for tests, over the network: that of `deno task issuer`. */
export interface TestIssuer extends AsyncDisposable {
  /** Its folder, from which another process reads its state. */
  home: string;
  /** Its address, and the value of `iss`. */
  url: string;
  /** Its keys and what it accepts, as they are now. */
  state(): IssuerState;
  /** Signs with a new key from now on. */
  rotate(): Promise<string>;
  /** Paths of the requests that it got, in order. */
  requests: string[];
  /** False: it answers nothing but 503 until it is true again. */
  isUp: boolean;
}

const authConfigOf = (home: string) => `${home}/auth.yaml`;

/** Starts an issuer at a free port of loopback. */
export async function startTestIssuer(tenants: readonly string[]): Promise<TestIssuer> {
  const home = await Deno.makeTempDir({ prefix: "tramontane-issuer-" });
  const state = () => readIssuer(home)!;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    issuer.requests.push(new URL(request.url).pathname);
    return issuer.isUp ? answerIssuer(request, state()) : new Response(null, { status: 503 });
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  const opened = { issuer: url, audience: "tramontane", tenants: [...tenants] };
  await Deno.writeTextFile(authConfigOf(home), authFile(await openIssuer(home, opened)));
  const issuer: TestIssuer = {
    ...{ home, url, state, requests: [], isUp: true },
    rotate: () => rotateKeys(home, state()),
    [Symbol.asyncDispose]: async () => {
      await server.shutdown();
      await Deno.remove(home, { recursive: true });
    },
  };
  return issuer;
}

/** Variables of an API that accepts API keys and the tokens of the issuer of this folder. */
export const identityVariables = (issuerHome: string) => ({
  AUTH: "file",
  AUTH_CONFIG: authConfigOf(issuerHome),
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  // Without a list, an emulated provider costs nothing, and limits of money could not be tested.
  MODEL_PRICES: new URL("list-prices.json", import.meta.url).pathname,
  // Tests of refusals send many tokens that are refused.
  UNAUTHENTICATED_PER_MINUTE: "1000000",
});
