import { poll } from "../../protocol/async/poll.ts";
import { type Stack, type StackOptions, startStack } from "../../cli/stack/stack.ts";
import { Api } from "./api.ts";
import { Sandbox } from "./sandbox.ts";

/** Of workflows: a killed worker is noticed soon, sleep and new runs come often. API and worker share them. */
const times = { HEARTBEAT_MS: "1500", SLEEP_AFTER_MS: "1000", EVENTS_PER_RUN: "120" };
/** Of the worker alone. */
const engineTimes = {
  LEASE_MS: "1000",
  RETRY_BASE_MS: "100",
  SWEEP_AFTER_MS: "2000",
  SHUTDOWN_GRACE_MS: "500",
  SETTLE_MS: "300",
};

/** What a worker of a test stack is told, for an instance that is told more. */
export const workerTimes: Readonly<Record<string, string>> = { ...times, ...engineTimes };

/** The whole product, running for tests, with what they speak to. */
export interface TestStack extends AsyncDisposable {
  stack: Stack;
  api: Api;
  sandbox: Sandbox;
}

/** Starts the whole product in an own folder, with short times and nothing restarted by itself. */
export async function startTestStack(
  { workerEnv, ...over }: Partial<StackOptions> & { workerEnv?: Record<string, string> } = {},
  variables: Record<string, string> = {},
): Promise<TestStack> {
  const home = over.home ?? await Deno.makeTempDir({ prefix: "tramontane-tests-" });
  const partEnv = {
    ...over.partEnv,
    worker: { ...workerTimes, ...workerEnv, ...over.partEnv?.worker },
    api: { ...times, ...over.partEnv?.api },
  };
  const env = {
    ...Deno.env.toObject(),
    MISTRAL_API_KEY: "",
    MARKET_DATA: "sample",
    DATABASE_URL: "",
    MIGRATION_DATABASE_URL: "",
    ...variables,
  };
  const stack = await startStack({ env, supervise: false, ...over, home, partEnv });
  const sandbox = new Sandbox(stack);
  await sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  return {
    stack,
    api: new Api(stack.urls.graphql),
    sandbox,
    [Symbol.asyncDispose]: () => stack.destroy(),
  };
}

/** The product with an agent to talk to, registered once the worker has listed the tools. */
export async function startWithAnalyst(
  workerEnv: Record<string, string> = {},
  over: Partial<StackOptions> = {},
): Promise<TestStack & { analyst: string }> {
  const t = await startTestStack({ workerEnv, ...over });
  const analyst = await registerAnalyst(t);
  return { ...t, analyst };
}

/** Registers an agent to talk to once the worker has listed the tools; its name. */
export async function registerAnalyst({ api }: Pick<TestStack, "api">): Promise<string> {
  const listed = "{ mcpServers { name tools { name } } }";
  await eventually("the tools are listed", async () => {
    type Server = { name: string; tools: unknown[] };
    const { mcpServers } = await api.run<{ mcpServers: Server[] }>(listed);
    return mcpServers.some((s) => s.name === "prices" && s.tools.length > 0);
  });
  const analyst = unique("analyst");
  await api.register(analyst);
  return analyst;
}

/** A name that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Ends at once; fails when `awaited` does not come true within the time. For what has no event to wait for. */
export async function eventually(
  what: string,
  awaited: () => Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  await poll(async () => await awaited() || undefined, { withinMs, everyMs: 50, what });
}
