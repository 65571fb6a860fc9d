import { type Stack, startStack } from "../../cli/stack/stack.ts";
import { DatabaseProxy } from "./database-proxy.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

/** The whole product with PostgreSQL apart, and a proxy each before the APIs' and the workers' connections to it. */
export interface ProxiedStack extends TestStack {
  /** PostgreSQL alone. */
  database: Stack;
  apiProxy: DatabaseProxy;
  workerProxy: DatabaseProxy;
}

/** Starts it, with this many API processes. */
export async function startProxiedStack(
  apis = 1,
  workerEnv: Record<string, string> = {},
): Promise<ProxiedStack> {
  const home = await Deno.makeTempDir({ prefix: "tramontane-database-" });
  const env = { ...Deno.env.toObject(), DATABASE_URL: "" };
  const database = await startStack({ home, env, parts: ["postgres"], supervise: false });
  const { api, worker } = database.urls.databases;
  const apiProxy = new DatabaseProxy(api);
  const workerProxy = new DatabaseProxy(worker);
  const product = await startTestStack({
    instances: { api: apis },
    partEnv: { worker: { DATABASE_URL: workerProxy.url, ...workerEnv } },
  }, { DATABASE_URL: apiProxy.url, MIGRATION_DATABASE_URL: database.urls.database });
  return {
    ...product,
    database,
    apiProxy,
    workerProxy,
    [Symbol.asyncDispose]: async () => {
      await product[Symbol.asyncDispose]();
      for (const proxy of [apiProxy, workerProxy]) await proxy[Symbol.asyncDispose]();
      await database.destroy();
    },
  };
}
