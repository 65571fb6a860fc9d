import { runAgents } from "../agents/run.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { SupervisedPart } from "../stack/supervise/supervised-part.ts";
import { isPortFree } from "../stack/supervise/ports.ts";
import { portOwner, portOwnerText } from "../stack/supervise/port-owner.ts";
import { devServer } from "./dev-server.ts";
import { type ExampleName, examplePorts, stateOf } from "./examples.ts";
import { installPackages } from "./install-packages.ts";

/** Which example, and against which API. */
export interface ExampleOptions {
  name: ExampleName;
  /** The GraphQL address of the API. */
  api: string;
  /** Default: the example's own, whose origin a local API allows. */
  port?: number;
  signal: AbortSignal;
  /** Called with each step. */
  progress(what: string): void;
}

/** A dev server that runs. Disposing stops it. */
export interface RunningExample extends AsyncDisposable {
  /** Its address for a browser. */
  url: string;
  log: string;
  /** Settles with 1 when it ends by itself. */
  died: Promise<number>;
}

/** The folder with the agents of the examples. */
const agentsFolder = `${repositoryRoot}/examples/agents`;

/** Installs the example where its packages have changed, registers its agents, and starts its dev server. */
export async function startExample(options: ExampleOptions): Promise<RunningExample> {
  const { name, api, port = examplePorts[name], signal, progress } = options;
  if (!isPortFree(port)) {
    throw new Error(`Port ${port} is in use by ${portOwnerText(await portOwner(port))}.`);
  }
  const folder = `${repositoryRoot}/examples/${name}`;
  await installPackages({ folder, tarballs: `${stateOf(name)}/packages`, signal, progress });
  progress("registering its agents");
  await applyExampleAgents(api);
  progress("starting its dev server");
  return await started(await devServer(name, { folder, api, port }), signal);
}

/** Registers the agents of the examples where they differ from their files. */
export async function applyExampleAgents(api: string): Promise<void> {
  const { outcomes } = await runAgents({ command: "apply", folder: agentsFolder, url: api });
  const refused = outcomes.find(({ error }) => error !== undefined);
  if (refused) throw new Error(`The agent ${refused.name} was refused: ${refused.error}`);
}

async function started(
  { spec, url, log }: Awaited<ReturnType<typeof devServer>>,
  stopping: AbortSignal,
): Promise<RunningExample> {
  const died = Promise.withResolvers<number>();
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
