import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { authFile } from "../../cli/issuer/auth-file.ts";
import { type IssuerState, openIssuer } from "../../cli/issuer/issuer-state.ts";
import { signToken } from "../../cli/issuer/sign-token.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { poll } from "../../protocol/async/poll.ts";
import { Api, readUntil, turnEnds } from "../support/api.ts";
import { makeCertificates } from "../support/certificates.ts";
import { composition as usual, root } from "./composition.ts";

// The issuer runs in a container that shares the network of the API's, with a certificate for localhost.
const port = 4100;
const issuer = `https://localhost:${port}`;
const home = await Deno.makeTempDir();
const composition = usual.with({
  AUTH_CONFIG_FILE: `${home}/auth.yaml`,
  COMPOSE_FILE: `${Deno.env.get("COMPOSE_FILE")}:deploy/compose/issuers.yml:${home}/trust.yml`,
});
const trust = `services:
  api:
    environment: { DENO_CERT: /authority.pem }
    volumes: ["${home}/ca.pem:/authority.pem:ro"]
`;
const opened = { issuer, audience: "tramontane", tenants: ["acme"] };
let state: IssuerState;
let sidecar = "";

before(async () => {
  await makeCertificates(home);
  state = await openIssuer(home, opened);
  await Deno.writeTextFile(`${home}/auth.yaml`, authFile(state));
  await Deno.writeTextFile(`${home}/trust.yml`, trust);
  // The user of the containers reads them.
  await runCommand("chmod", ["-R", "go+rX", home]);
  await composition.up();
  const [{ ID } = { ID: "" }] = await composition.containers("api");
  sidecar = await composition.docker.run(
    ...["run", "--detach", "--rm", "--network", `container:${ID}`],
    ...["--volume", `${root}:/repository:ro`, "--volume", `${home}:/state:ro`],
    ...["--workdir", "/repository", "--entrypoint", "deno", "denoland/deno:2.9.3", "run", "-A"],
    ...["--no-lock", "--cached-only", "--node-modules-dir=manual", "tests/containers/issuer.ts"],
    ...["/state", `${port}`],
  );
});
after(async () => {
  if (sidecar) await composition.docker.run("rm", "--force", sidecar);
  await usual.up();
  await Deno.remove(home, { recursive: true });
});

test("with issuers.yml the API accepts tokens of the issuer, and none of another one", async () => {
  const ada = { tenant: "acme", subject: "ada", roles: ["admin"] };
  const clientOf = async (of: IssuerState) =>
    new Api(`${composition.url}/graphql`, await signToken(of, ada));
  const api = await clientOf(state);
  let fault: unknown;
  const registered = () => api.register("analyst").catch((error) => void (fault = error));
  await poll(registered, { withinMs: 60_000, everyMs: 500 }).catch(async () => {
    throw new Error(`${fault}\n${await composition.compose("logs", "--tail", "8", "api")}`);
  });
  const id = await api.start("analyst", "What does NVDA cost?");
  await readUntil(api.follow(id), turnEnds());
  assert.equal((await api.read(id)).turns.nodes[0]?.status, "COMPLETED");
  const elsewhere = await Deno.makeTempDir();
  const other = await clientOf(await openIssuer(elsewhere, opened));
  await Deno.remove(elsewhere, { recursive: true });
  await assert.rejects(other.register("analyst"), /401|UNAUTHENTICATED/);
});
