import { type Env, loadStartConfig, type StartConfig } from "../config/config.ts";
import { checkPrices } from "./check-prices.ts";
import { type Group, startGroup } from "./supervise/group.ts";
import { type Home, openHome } from "./home.ts";
import { lockHome } from "./home-lock.ts";
import { startNodeSearch } from "./node/node-search.ts";
import type { Reporter } from "./supervise/part.ts";
import { repositoryRoot } from "./paths.ts";
import {
  type Instances,
  instancesOf,
  measuredProcesses,
  metricsPortName,
  metricsPorts,
  type PartName,
  type Plan,
  portNames,
  type StackUrls,
  stopOrder,
  urlsFor,
} from "./process-plan.ts";
import { loadPorts, type Ports } from "./supervise/ports.ts";
import { embeddedRoleUrl, embeddedUrl } from "./postgres/postgres.ts";
import { removeHome } from "./remove-home.ts";
import { loadSecrets } from "./secrets.ts";
import { serverPortNames } from "./temporal/server-config.ts";
import { specsFor } from "./specs.ts";
import { describePart, type StackProcess } from "./stack-process.ts";
import { loadState, saveState } from "./state.ts";
import type { SupervisedPart } from "./supervise/supervised-part.ts";
import { endOrphans } from "./supervise/orphans.ts";

export type { StackProcess };

/** Options of a stack. */
export interface StackOptions {
  /** State folder; created if missing. One stack at a time can use it. */
  home: string;
  /** The operator's variables (`.env.example`). Default: those of this process. */
  env?: Env;
  /** Default: all that the variables need. */
  parts?: readonly PartName[];
  /** Number of API and worker processes; default one each. */
  instances?: Instances;
  /** Additional variables of a part (`worker`) and of single instances (`worker-2`); the latter take precedence. */
  partEnv?: Plan["partEnv"];
  /** The first API's port: `fixed` is PORT, `free` is a stored free port. Default `free`. */
  port?: "fixed" | "free";
  /** Restart processes that die, with bounded back-off. Default true. */
  supervise?: boolean;
  /** Download nothing. */
  offline?: boolean;
  /** Serve Temporal's web UI, where its program has one. Default false. */
  ui?: boolean;
  reporter?: Reporter;
}

/** A running stack. */
export interface Stack extends AsyncDisposable {
  readonly config: StartConfig;
  readonly home: Home;
  readonly urls: StackUrls;
  /** Bearer tokens: `mcp` for the MCP servers, `sandbox` for its `/control`. */
  readonly tokens: { mcp: string; sandbox: string };
  /** Settles when every part is ready; rejects with a `NotReadyError` or the error of a part. */
  readonly ready: Promise<void>;
  processes(): StackProcess[];
  /** Sends a signal to one program; returns at once, for SIGKILL when it has ended. */
  kill(name: string, signal: Deno.Signal): Promise<void>;
  /** Stops one process and keeps it down until `startPart`. */
  stopPart(name: string): Promise<void>;
  /** Starts a process that is down and waits until it is ready. */
  startPart(name: string): Promise<void>;
  /** Stops all parts in order. May be called again. */
  stop(): Promise<void>;
  /** Stops everything and deletes the state folder with all its data. */
  destroy(): Promise<void>;
}

/**
 * Starts a stack and waits until all of it is ready:
 *
 * ```ts
 * const stack = await startStack({ home: await Deno.makeTempDir() });
 * await fetch(stack.urls.graphql, ...);
 * await stack.kill("worker", "SIGKILL"); // restarted unless `supervise: false`
 * await stack.destroy(); // or `stop`, to keep the state for the next start
 * ```
 *
 * When a part does not become ready, it stops all parts and throws the reason. It writes nothing to the console; each
 * process logs to `<home>/logs/<name>.log`.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stack = await launchStack(options);
  try {
    await stack.ready;
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/**
 * Like `startStack`, but returns before the parts are ready. The caller must await `ready` and call `stop`. Throws an
 * `AlreadyRunningError`, `ConfigError` or `StateError` before any process starts.
 */
export async function launchStack(options: StackOptions): Promise<Stack> {
  const env = options.env ?? Deno.env.toObject();
  const config = loadStartConfig(env, repositoryRoot);
  checkPrices(config);
  const home = await openHome(options.home);
  const lock = await lockHome(home.path);
  try {
    loadState(home.path);
    for (const name of await endOrphans(home.run)) {
      options.reporter?.progress?.(name, "ended: it was left by a start that was killed");
    }
    const plan = makePlan(options, config, env, home);
    const search = startNodeSearch(env, options);
    const specs = specsFor(plan, options);
    const group = startGroup(specs, { ...options, ...home, stopOrder });
    return stackOf(plan, home, group, [lock, search]);
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

function makePlan(options: StackOptions, config: StartConfig, env: Env, home: Home): Plan {
  const { instances = {}, partEnv = {} } = options;
  const fixed = options.port === "fixed" ? config.port : 0;
  saveState(home.path, {});
  const secrets = loadSecrets(home.path);
  const { metricsPort } = config;
  const free = metricsPort === 0 ? measuredProcesses(instances).map(metricsPortName) : [];
  const ports: Ports = {
    ...loadPorts(home.path, [
      ...portNames(instances, fixed),
      ...free,
      ...(config.temporalServer === "postgres" ? serverPortNames : []),
    ]),
    ...(metricsPort && metricsPorts(instances, metricsPort)),
    ...(fixed !== 0 && { api: fixed }),
  };
  const port = ports.postgres ?? 0;
  const embedded = {
    owner: embeddedUrl({ port, password: secrets.databasePassword }),
    api: embeddedRoleUrl({ port, roles: secrets }, "tramontane_api"),
    worker: embeddedRoleUrl({ port, roles: secrets }, "tramontane_worker"),
  };
  const urls = urlsFor(config, ports, instancesOf("api", instances), embedded);
  return { config, home: home.path, logs: home.logs, env, ports, secrets, urls, partEnv };
}

function stackOf(
  plan: Plan,
  home: Home,
  group: Group,
  [lock, search]: [Disposable, Disposable],
): Stack {
  let stopped: Promise<void> | undefined;
  const stop = () => {
    search[Symbol.dispose]();
    return stopped ??= group.stop().finally(() => lock[Symbol.dispose]());
  };
  return {
    config: plan.config,
    home,
    urls: plan.urls,
    tokens: { mcp: plan.secrets.mcpToken, sandbox: plan.secrets.sandboxToken },
    ready: group.ready,
    processes: () => group.parts.map(describePart),
    kill: (name, signal) => kill(group.part(name), signal),
    stopPart: (name) => group.part(name).stop(),
    startPart: async (name) => {
      const part = group.part(name);
      await part.start();
      await part.ready(AbortSignal.timeout(part.spec.readyWithinMs));
    },
    stop,
    destroy: async () => {
      await stop();
      await removeHome(home.path);
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function kill(part: SupervisedPart, signal: Deno.Signal): Promise<void> {
  const gone = part.gone();
  if (!part.kill(signal)) throw new Error(`${part.spec.name} does not run`);
  if (signal === "SIGKILL") await gone;
}
