import { isLoopback } from "../../protocol/net/loopback.ts";
import { loadConfig } from "../config/load-config.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { taskCommand } from "../task-command.ts";
import { authFile } from "./auth-file.ts";
import { answerIssuer } from "./issuer-server.ts";
import { type IssuerState, openIssuer, readIssuer, rotateKeys } from "./issuer-state.ts";
import { signToken, type TokenRequest } from "./sign-token.ts";
import { requestFaults } from "./token-request.ts";

/** The audience of the issuer's tokens. */
const audience = "tramontane";

/** Serves the issuer of this state folder until a signal; writes the file for AUTH_CONFIG. Answers the exit code. */
export async function serveIssuer(port: number, tenants: string[]): Promise<number> {
  const home = await localHome();
  const named = { issuer: `http://127.0.0.1:${port}`, audience, tenants };
  const state = await openIssuer(home, named);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port, onListen: () => {} },
    (request) => answerIssuer(request, readIssuer(home) ?? state),
  );
  const path = `${home}/auth.yaml`;
  await Deno.writeTextFile(path, authFile(state), { mode: 0o600 });
  console.log([
    `${state.issuer} issues tokens for ${tenants.join(", ")}. It is for this machine alone.`,
    `Start the API that accepts them: AUTH_CONFIG=${path} ${taskCommand("start")}`,
    `Get a token: ${
      taskCommand(`issuer token --tenant ${tenants[0]} --subject ada --role member`)
    }`,
    `To sign in at the console, enter the secret ${state.secret}`,
  ].join("\n"));
  await stopSignal();
  await server.shutdown();
  return 0;
}

/** Prints a token of this state folder's issuer. */
export async function printToken(request: TokenRequest): Promise<number> {
  const state = await knownIssuer();
  const faults = requestFaults(request, state.tenants);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  console.log(await signToken(state, request));
  return 0;
}

/** Makes a new key, which signs from now on. */
export async function rotate(): Promise<number> {
  const kid = await rotateKeys(await localHome(), await knownIssuer());
  console.log(`Tokens are signed with the key ${kid} from now on.`);
  return 0;
}

async function knownIssuer(): Promise<IssuerState> {
  const state = readIssuer(await localHome());
  if (state) return state;
  throw new Error(`There is no issuer yet. Start it with \`${taskCommand("issuer")}\`.`);
}

/** The state folder. An API that others can reach must not trust an issuer that gives everyone any role. */
async function localHome(): Promise<string> {
  const { home, host } = await loadConfig();
  if (isLoopback(host)) return home;
  throw new Error(`HOST is ${host}: the issuer serves only an API at a loopback address.`);
}
