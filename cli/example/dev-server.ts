import { toolEnvironment } from "../stack/child-environment.ts";
import { ownNode } from "../stack/node/find-node.ts";
import type { PartSpec, Program } from "../stack/supervise/part.ts";
import { portOwner, portOwnerText } from "../stack/supervise/port-owner.ts";
import { isPortFree } from "../stack/supervise/ports.ts";
import { httpProbe } from "../stack/supervise/probes.ts";
import { SupervisedPart } from "../stack/supervise/supervised-part.ts";

/** Time for a first start, which compiles what it serves. */
const readyWithinMs = 120_000;

/** An installed project of a front end, and the API that it uses. */
export interface DevServerOptions {
  name: string;
  /** With a package.json, whose `scripts.dev` is run. It gets the port as PORT, and `api` as TRAMONTANE_URL. */
  folder: string;
  /** The GraphQL address of the API. */
  api: string;
  port: number;
  /** Path of its log. */
  log: string;
  signal: AbortSignal;
}

/** A dev server that runs. Disposing stops it. */
export interface DevServer extends AsyncDisposable {
  /** Its address for a browser. */
  url: string;
  log: string;
  /** Settles with 1 when it ends by itself. */
  died: Promise<number>;
}

/** Starts the dev server of a project; returns when it answers. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { name, port, log, signal: stopping } = options;
  if (!isPortFree(port)) {
    throw new Error(`Port ${port} is in use by ${portOwnerText(await portOwner(port))}.`);
  }
  const url = `http://localhost:${port}`;
  const died = Promise.withResolvers<number>();
  const program = () => programOf(options);
  const spec: PartSpec = { name, program, ready: httpProbe(url), readyWithinMs, graceMs: 3_000 };
  const part = new SupervisedPart(spec, {
    ...{ log, pidFile: `${log}.pid`, supervise: false, stopping },
    reporter: { died: () => died.resolve(1) },
  });
  try {
    await part.start();
    await part.ready(stopping);
  } catch (error) {
    await part.stop();
    throw error;
  }
  return { url, log, died: died.promise, [Symbol.asyncDispose]: () => part.stop() };
}

async function programOf({ folder, api, port }: DevServerOptions): Promise<Program> {
  const { scripts } = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  const [bin, ...args]: string[] = scripts.dev.split(" ");
  return {
    command: (await ownNode()).path,
    args: [`node_modules/.bin/${bin}`, ...args],
    env: {
      ...toolEnvironment(Deno.env.toObject(), /^$/),
      ...{ PORT: `${port}`, TRAMONTANE_URL: api, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    },
    cwd: folder,
  };
}
