import { runAgents } from "../agents/run.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { type DevServer, startDevServer } from "./dev-server.ts";
import { type ExampleName, examplePorts } from "./examples.ts";
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
  progress?(what: string): void;
}

/** The folder with the agents of the examples. */
const agentsFolder = `${repositoryRoot}/examples/agents`;

/** Installs the example where its packages have changed, registers its agents, and starts its dev server. */
export async function startExample(
  { name, api, port = examplePorts[name], signal, progress = () => {} }: ExampleOptions,
): Promise<DevServer> {
  const folder = `${repositoryRoot}/examples/${name}`;
  const state = `${repositoryRoot}/.tramontane/examples/${name}`;
  await installPackages({ folder, tarballs: `${state}/packages`, signal, progress });
  progress("registering its agents");
  await applyExampleAgents(api);
  progress("starting its dev server");
  const log = `${state}/dev-server.log`;
  return await startDevServer({ name, folder, api, port, log, signal });
}

/** Registers the agents of the examples where they differ from their files. */
export async function applyExampleAgents(api: string): Promise<void> {
  const { outcomes } = await runAgents({ command: "apply", folder: agentsFolder, url: api });
  const refused = outcomes.find(({ error }) => error !== undefined);
  if (refused) throw new Error(`The agent ${refused.name} was refused: ${refused.error}`);
}
