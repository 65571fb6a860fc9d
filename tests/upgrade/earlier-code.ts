import { startGroup } from "../../cli/stack/supervise/group.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import type { PartSpec } from "../../cli/stack/supervise/part.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import { httpProbe } from "../../cli/stack/supervise/probes.ts";
import { runCommand, tryCommand } from "../../cli/stack/supervise/run-command.ts";
import type { Stack } from "../../cli/stack/stack.ts";
import { workerTimes } from "../support/test-stack.ts";

/** Why the code of a commit cannot be had here; false where it can: a shallow clone or an archive has no history. */
export async function noCodeOf(commit: string): Promise<string | false> {
  const found = await tryCommand("git", ["cat-file", "-e", `${commit}^{commit}`], {
    cwd: repositoryRoot,
  });
  return found === undefined ? `the history of this checkout does not reach ${commit}` : false;
}

/** A worker and an API of an earlier release, on the servers of a stack of today. */
export interface EarlierCode extends AsyncDisposable {
  /** Of its API. */
  graphql: string;
}

/** Takes the code of a commit out of the history and starts it, with the packages of today. */
export async function startEarlierCode(commit: string, stack: Stack): Promise<EarlierCode> {
  const root = await Deno.makeTempDir({ prefix: "tramontane-earlier-" });
  await runCommand("git", ["archive", "-o", `${root}/code.tar`, commit], { cwd: repositoryRoot });
  await runCommand("tar", ["xf", "code.tar"], { cwd: root });
  await Deno.symlink(`${repositoryRoot}/node_modules`, `${root}/node_modules`);
  const [workerPort, apiPort] = [findFreePort(), findFreePort()];
  const env = environment(stack);
  const node = await ownNode();
  const group = startGroup([
    part("worker-earlier", root, workerPort, node.path, ["--import", "tsx", "worker/main.ts"], env),
    part("api-earlier", root, apiPort, Deno.execPath(), [
      ...["run", "-A", "--no-check", "--node-modules-dir=manual", "src/main.ts"],
    ], env),
  ], { ...stack.home, stopOrder: ["api-earlier", "worker-earlier"], supervise: false });
  const stop = async () => {
    await group.stop();
    await Deno.remove(root, { recursive: true });
  };
  try {
    await group.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { graphql: `http://127.0.0.1:${apiPort}/graphql`, [Symbol.asyncDispose]: stop };
}

function part(
  name: string,
  cwd: string,
  port: number,
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): PartSpec {
  const ports = { PORT: `${port}`, WORKER_PORT: `${port}` };
  return {
    name,
    program: () => ({ command, args, cwd, env: { ...env, ...ports } }),
    ready: httpProbe(`http://127.0.0.1:${port}/readyz`),
    readyWithinMs: 60_000,
  };
}

const environment = ({ urls, tokens }: Stack): Record<string, string> => ({
  PATH: Deno.env.get("PATH") ?? "",
  HOME: Deno.env.get("HOME") ?? "/",
  ...workerTimes,
  HOST: "127.0.0.1",
  DATABASE_URL: urls.database,
  TEMPORAL_ADDRESS: urls.temporal,
  MODEL_PROVIDER: "emulator",
  MISTRAL_API_KEY: "emulator",
  MISTRAL_SERVER_URL: urls.mistral,
  MCP_URL: urls.mcp,
  MCP_TOKEN: tokens.mcp,
});
