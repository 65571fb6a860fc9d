import { toolEnvironment } from "../stack/child-environment.ts";
import { ownNode } from "../stack/node/find-node.ts";
import type { PartSpec } from "../stack/supervise/part.ts";
import { httpProbe } from "../stack/supervise/probes.ts";
import { type ExampleName, stateOf } from "./examples.ts";

/** Time for a first start, which compiles what it serves. */
const readyWithinMs = 120_000;

/**
 * The dev server of an installed example: the command of `scripts.dev` in its package.json, run on the Node of this
 * machine. It gets the port as PORT and the GraphQL address as TRAMONTANE_URL.
 */
export async function devServer(
  name: ExampleName,
  { folder, api, port }: { folder: string; api: string; port: number },
): Promise<{ spec: PartSpec; url: string; log: string }> {
  const { scripts } = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  const [bin, ...args]: string[] = scripts.dev.split(" ");
  const url = `http://localhost:${port}`;
  const program = async () => ({
    command: (await ownNode()).path,
    args: [`node_modules/.bin/${bin}`, ...args],
    env: {
      ...toolEnvironment(Deno.env.toObject(), /^$/),
      ...{ PORT: `${port}`, TRAMONTANE_URL: api, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    },
    cwd: folder,
  });
  const ready = httpProbe(url);
  return {
    spec: { name, program, ready, readyWithinMs, graceMs: 3_000 },
    url,
    log: `${stateOf(name)}/dev-server.log`,
  };
}
