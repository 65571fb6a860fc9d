import { sleep } from "../../../protocol/async/sleep.ts";
import type { Child } from "../../../cli/stack/supervise/child.ts";
import { findFreePort } from "../../../cli/stack/supervise/ports.ts";
import { type BuiltImage, inside } from "./build-image.ts";
import type { BuiltImages, ImageName } from "./check-images.ts";
import { runImage, type RunSettings, untilReady } from "./run-image.ts";

/** Servers and user of the processes. */
export interface RunPlace {
  /** A folder for their files and their secrets. */
  folder: string;
  /** Connection strings of the roles of migration, API and worker. */
  databaseUrls: Record<"owner" | "api" | "worker", string>;
  temporalAddress: string;
  user: number | null;
  report: (line: string) => void;
}

/** The user of the images. */
export const imageUser = 10_001;

const migration = ["node", "node_modules/.image/worker/migrate/main.mjs"];

/**
 * Migrates, then starts each process from its image until it is ready, like compose: secrets from files, all names from
 * outside. Stops them in order; throws when one does not become ready, or does not end with 0.
 */
export async function runImages({ images, programs }: BuiltImages, place: RunPlace): Promise<void> {
  const ports = {
    sandbox: findFreePort(),
    mcp: findFreePort(),
    worker: findFreePort(),
    api: findFreePort(),
  };
  const env = await environments(place, ports);
  const owner = { MIGRATION_DATABASE_URL: place.databaseUrls.owner };
  const settings = async (name: string, of: ImageName): Promise<RunSettings> => {
    const scratch = `${place.folder}/${name}`;
    await Deno.mkdir(scratch, { recursive: true });
    return { name, env: env[of], scratch, programs, user: place.user };
  };
  const migrate = { ...await settings("migrate", "worker"), env: owner, command: migration };
  await ended(await runImage(images.worker, migrate), migrate);
  const running: [Child, RunSettings][] = [];
  try {
    for (const name of ["sandbox", "mcp", "worker", "api"] as const) {
      const startedAt = performance.now();
      const how = await settings(name, name);
      const child = await runImage(images[name], how);
      running.push([child, how]);
      await untilReady(child, how, ports[name]);
      await healthy(images[name], how, ports[name]);
      place.report(
        `${name}: ready after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
      );
    }
    await untilAllIsUp(ports.api);
    await servesConsole(ports.api);
  } finally {
    for (const [child] of running.toReversed()) child.kill("SIGTERM");
    const codes = await Promise.all(running.map(([child]) => child.exited));
    for (const [child] of running) await child.stop();
    place.report(`stopped with ${codes.join(", ")}`);
  }
  for (const [child, how] of running) await ended(child, how);
}

async function ended(child: Child, { name, scratch }: RunSettings): Promise<void> {
  const code = await child.exited;
  if (code === 0) return;
  const said = await Deno.readTextFile(`${scratch}/${name}.log`);
  throw new Error(`${name} ended with ${code}: ${said.slice(-2_000)}`);
}

/** The health check of the compose file, with the image's program. */
async function healthy(image: BuiltImage, { programs }: RunSettings, port: number): Promise<void> {
  const isDeno = image.entrypoint[0] === "sh";
  const [program, ...args] = isDeno
    ? ["deno", "run", "--no-config", "--no-prompt", `--allow-net=127.0.0.1:${port}`]
    : ["node"];
  const script = "deploy/image/healthy.mjs";
  const cwd = inside(image, ".");
  const options = { args: [...args, script, `${port}`], cwd };
  const { code } = await new Deno.Command(`${programs}/${program}`, options).output();
  if (code !== 0) throw new Error(`${script} on ${program} ends with ${code}`);
}

/** The API also serves without Temporal or a worker and reports them: both must be reachable. */
async function untilAllIsUp(port: number): Promise<void> {
  const end = Date.now() + 30_000;
  let body = "";
  while (Date.now() < end) {
    body = await (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
    const { dependencies }: Readiness = JSON.parse(body);
    if (Object.values(dependencies).every(({ up }) => up)) return;
    await sleep(200);
  }
  throw new Error(`the API does not reach all that it should: ${body}`);
}

/** The page and each file that it names come from the image. */
async function servesConsole(port: number): Promise<void> {
  const read = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return await answer.text();
  };
  const files = (await read("/console")).match(/\/console\/assets\/[\w.-]+/g) ?? [];
  if (files.length === 0) throw new Error("the page of the console names no file");
  for (const path of files) await read(path);
}

interface Readiness {
  dependencies: Record<string, { up: boolean }>;
}

type Ports = Record<ImageName, number>;

async function environments(
  { folder, databaseUrls, temporalAddress, user }: RunPlace,
  ports: Ports,
): Promise<Record<ImageName, Record<string, string>>> {
  const secret = async (name: string, value: string) => {
    await Deno.writeTextFile(`${folder}/${name}`, `${value}\n`, { mode: 0o444 });
    return `${folder}/${name}`;
  };
  const state = `${folder}/state`;
  await Deno.mkdir(state);
  if (user !== null) await Deno.chown(state, user, user);
  const database = (name: "api" | "worker") => secret(`database-${name}`, databaseUrls[name]);
  const tools = { MCP_TOKEN_FILE: await secret("mcp-token", crypto.randomUUID()) };
  const common = { TEMPORAL_ADDRESS: temporalAddress, MODEL_PROVIDER: "emulator" };
  const sandbox = `http://127.0.0.1:${ports.sandbox}`;
  return {
    sandbox: {
      SANDBOX_PORT: `${ports.sandbox}`,
      SANDBOX_HOME: state,
      SANDBOX_TOKEN_FILE: await secret("sandbox-token", crypto.randomUUID()),
    },
    mcp: { ...tools, MCP_PORT: `${ports.mcp}`, YAHOO_URL: `${sandbox}/yahoo` },
    worker: {
      ...common,
      DATABASE_URL_FILE: await database("worker"),
      ...tools,
      WORKER_PORT: `${ports.worker}`,
      MCP_URL: `http://127.0.0.1:${ports.mcp}`,
      MISTRAL_API_KEY_FILE: await secret("mistral-key", "emulator"),
      MISTRAL_SERVER_URL: `${sandbox}/mistral`,
      SHUTDOWN_GRACE_MS: "5000",
    },
    api: { ...common, DATABASE_URL_FILE: await database("api"), PORT: `${ports.api}` },
  };
}
