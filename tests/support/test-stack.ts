import { poll } from "../../protocol/async/poll.ts";
import { type Stack, type StackOptions, startStack } from "../../cli/stack/stack.ts";
import { Api } from "./api.ts";
import { sharedFailpoints } from "./failpoint-rules.ts";
import { Sandbox } from "./sandbox.ts";
import {
  type Place,
  remoteStack,
  type SharedServers,
  sharedServers,
  type SharedStackName,
  sharedStackVariable,
} from "./shared-servers.ts";
import { patienceMs } from "./patience.ts";

/** Times of workflows, for API and worker: a killed worker is noticed soon, idle workflows end soon, new runs are frequent. */
const times = { HEARTBEAT_MS: "1500", SLEEP_AFTER_MS: "1000", EVENTS_PER_RUN: "120" };
/** Of the worker alone. */
const engineTimes = {
  LEASE_MS: "1000",
  RETRY_BASE_MS: "100",
  SWEEP_AFTER_MS: "2000",
  SHUTDOWN_GRACE_MS: "500",
  SETTLE_MS: "300",
};

/** Variables of a worker of a test stack, for an instance that gets more. */
export const workerTimes: Readonly<Record<string, string>> = { ...times, ...engineTimes };

/** The running product, with clients of its API and of the emulator. */
export interface TestStack extends AsyncDisposable {
  stack: Stack;
  api: Api;
  sandbox: Sandbox;
  /** Of Temporal. */
  namespace: string;
}

/** What a test asks of its stack, besides the options of any stack. */
export interface TestStackOptions extends Partial<StackOptions> {
  workerEnv?: Record<string, string>;
  /** PostgreSQL and Temporal of its own, for a test that stops them or writes into their files. */
  ownServers?: boolean;
  /** Where its data is on shared servers; default: a new place where the gate runs some. */
  place?: Promise<Place>;
  /** The place of another stack, which keeps it: for more processes of that stack. */
  shared?: Place;
}

/**
 * Starts API, worker, MCP servers and emulators for one test file, with short times and without restarts.
 * PostgreSQL and Temporal are the gate's, with a database and a namespace of its own, or new ones.
 */
export async function startTestStack(
  { workerEnv, ownServers, place, shared, ...over }: TestStackOptions = {},
  variables: Record<string, string> = {},
): Promise<TestStack> {
  const servers = sharedServers();
  const own = ownServers || over.home !== undefined || variables.DATABASE_URL !== undefined;
  const at = await (shared ?? place ?? (own ? undefined : servers?.createPlace()));
  const home = over.home ?? await Deno.makeTempDir({ prefix: "tramontane-tests-" });
  const worker = { ...workerTimes, ...workerEnv, ...over.partEnv?.worker };
  const partEnv = {
    ...over.partEnv,
    worker: { ...(at && { DATABASE_URL: at.databases.worker }), ...worker },
    api: { ...times, ...over.partEnv?.api },
  };
  const env = {
    ...Deno.env.toObject(),
    MISTRAL_API_KEY: "",
    MARKET_DATA: "sample",
    DATABASE_URL: "",
    MIGRATION_DATABASE_URL: "",
    ...(at && variablesOf(at)),
    ...variables,
  };
  const stack = await startStack({ env, supervise: false, ...over, home, partEnv });
  const sandbox = new Sandbox(stack);
  if (over.parts?.includes("sandbox") ?? true) await sandbox.post("pace", usualPace);
  return {
    stack,
    api: new Api(stack.urls.graphql),
    sandbox,
    namespace: stack.config.temporalNamespace,
    [Symbol.asyncDispose]: async () => {
      await stack.destroy();
      if (at && !shared) await servers?.dropPlace(at.name);
    },
  };
}

/** The pace of tests that name none. */
export const usualPace = { tokensPerSecond: 300, firstTokenMs: 5 };

const variablesOf = ({ name, databases, temporal }: Place) => ({
  DATABASE_URL: databases.api,
  MIGRATION_DATABASE_URL: databases.owner,
  TEMPORAL_ADDRESS: temporal,
  TEMPORAL_NAMESPACE: name,
});

/**
 * The stack that the gate runs for several test files, one file at a time, with the emulator as it starts; a new one where a
 * file runs by itself. Names in it are unique per test. What a test changes in the emulator is reset for the next file.
 */
export async function sharedTestStack(): Promise<TestStack> {
  const servers = sharedServers();
  if (!servers) return await startTestStack({ workerEnv: sharedWorkerEnv });
  const name = Deno.env.get(sharedStackVariable) as SharedStackName | undefined;
  return await joinStack(servers, name ?? "plain");
}

/** A stack of the gate, with all its processes running and the emulator as it starts. */
export async function joinStack(servers: SharedServers, name: SharedStackName): Promise<TestStack> {
  const described = await servers.stack(name);
  const stack = remoteStack(servers, name, described);
  const sandbox = new Sandbox(stack);
  for (const one of stack.processes()) {
    if (one.state !== "ready") await stack.startPart(one.name);
  }
  await sandbox.reset(usualPace);
  return {
    stack,
    api: new Api(stack.urls.graphql),
    sandbox,
    namespace: described.place.name,
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

/** Variables of the worker of the shared stack, besides those of every test stack. */
export const sharedWorkerEnv: Readonly<Record<string, string>> = { FAILPOINTS: sharedFailpoints };

/** A stack of its own with an agent to talk to, registered once the worker has listed the tools. */
export async function startWithAnalyst(
  workerEnv: Record<string, string> = {},
  over: TestStackOptions = {},
): Promise<TestStack & { analyst: string }> {
  return await withAnalyst(await startTestStack({ workerEnv, ...over }));
}

/** The shared stack with an agent to talk to. */
export async function sharedWithAnalyst(): Promise<TestStack & { analyst: string }> {
  return await withAnalyst(await sharedTestStack());
}

const withAnalyst = async (t: TestStack) => ({ ...t, analyst: await registerAnalyst(t) });

/** Registers an agent to talk to once the worker has listed the tools; its name. */
export async function registerAnalyst({ api }: Pick<TestStack, "api">): Promise<string> {
  await eventually("the tools are listed", () => api.listsTools("prices"));
  const analyst = unique("analyst");
  await api.register(analyst);
  return analyst;
}

/** A name that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Waits until the worker was killed by its failpoint. */
export const workerDied = ({ stack }: Pick<TestStack, "stack">) =>
  eventually(
    "the worker is dead",
    () => Promise.resolve(stack.processes().find((p) => p.name === "worker")?.state === "failed"),
  );

/** Polls until `awaited` is true; throws after `withinMs`. For conditions without an event. */
export async function eventually(
  what: string,
  awaited: () => Promise<boolean>,
  withinMs = patienceMs,
): Promise<void> {
  await poll(async () => await awaited() || undefined, { withinMs, everyMs: 100, what });
}
