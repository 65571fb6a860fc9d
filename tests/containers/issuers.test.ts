import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { authFile } from "../../cli/issuer/auth-file.ts";
import { type IssuerState, openIssuer } from "../../cli/issuer/issuer-state.ts";
import { signToken, usualTtl } from "../../cli/issuer/sign-token.ts";
import { poll } from "../../protocol/async/poll.ts";
import { Api, readUntil, turnEnds } from "../support/api.ts";
import { Composition, root } from "./composition.ts";

// http is allowed at loopback alone: the issuer runs in a container that shares the API's.
const port = 4100;
const issuer = `http://127.0.0.1:${port}`;
const home = await Deno.makeTempDir();
const composition = new Composition({
  AUTH_CONFIG_FILE: `${home}/auth.yaml`,
  COMPOSE_FILE: `${Deno.env.get("COMPOSE_FILE")}:deploy/compose/issuers.yml`,
});
let state: IssuerState;
let sidecar = "";
before(async () => {
  state = await openIssuer(home, { issuer, audience: "tramontane", tenants: ["acme"] });
  await Deno.writeTextFile(`${home}/auth.yaml`, authFile(state));
  // The container's user reads them.
  for (const path of ["", "/auth.yaml", "/issuer.json"]) await Deno.chmod(`${home}${path}`, 0o755);
  await composition.up();
  const [{ ID = "" } = {}] = await composition.containers("api");
  sidecar = await composition.docker.run(
    ...["run", "--detach", "--rm", "--network", `container:${ID}`],
    ...["--volume", `${root}:/repository:ro`, "--volume", `${home}:/home:ro`],
    ...["--workdir", "/repository", "--entrypoint", "deno", "denoland/deno:2.9.3", "run", "-A"],
    ...["--no-lock", "--cached-only", "--node-modules-dir=manual", "tests/containers/issuer.ts"],
    ...["/home", `${port}`],
  );
});
after(async () => {
  await composition.docker.run("rm", "--force", sidecar);
  await new Composition().up();
  await Deno.remove(home, { recursive: true });
});

test("with issuers.yml the API accepts tokens of the issuer, and none of another one", async () => {
  const request = { tenant: "acme", subject: "ada", roles: ["admin"], ttl: usualTtl };
  const token = await signToken(state, request);
  const api = new Api(`${composition.url}/graphql`, token);
  await poll(
    () => api.register("analyst").catch(() => undefined),
    { withinMs: 60_000, everyMs: 500, what: "the API accepts a token" },
  );
  const id = await api.start("analyst", "What does NVDA cost?");
  await readUntil(api.follow(id), turnEnds());
  assert.equal((await api.read(id)).turns.nodes[0]?.status, "COMPLETED");
  const other = await openIssuer(await Deno.makeTempDir(), { ...state, tenants: ["acme"] });
  const forged = await signToken(other, request);
  await assert.rejects(new Api(`${composition.url}/graphql`, forged).register("analyst"), /401/);
});
