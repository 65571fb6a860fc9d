import type { Stack } from "../../cli/stack/stack.ts";
import { sharedWorkerEnv, startTestStack } from "../../tests/support/test-stack.ts";
import type { SharedServers, SharedStack } from "../../tests/support/shared-servers.ts";
import type { TestServers } from "./test-servers.ts";

/** The address at which test processes ask for servers, and the stack that was started for them. */
export interface TestServersEndpoint extends AsyncDisposable {
  /** TEST_SERVERS_URL. */
  url: string;
}

/** Serves `SharedServers` on loopback, under a path that only the gate's children know. */
export function serveTestServers(servers: TestServers): TestServersEndpoint {
  const secret = crypto.randomUUID();
  let shared: ReturnType<typeof startTestStack> | undefined;
  const stack = async () =>
    (await (shared ??= startTestStack({
      place: servers.createPlace(),
      workerEnv: sharedWorkerEnv,
    })))
      .stack;
  const operations: Record<string, (body: Body) => Promise<unknown>> = {
    "create-place": () => servers.createPlace(),
    "drop-place": ({ name }) => servers.dropPlace(name),
    stack: async () => describe(await stack()),
    control: async (body) => await control(await stack(), body),
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const [, given, operation = ""] = new URL(request.url).pathname.split("/");
    const run = operations[operation];
    if (given !== secret || !run) return new Response("unknown", { status: 404 });
    try {
      return Response.json(await run(await request.json()) ?? {});
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/${secret}`,
    [Symbol.asyncDispose]: async () => {
      await server.shutdown();
      await (await shared?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}

type Body = { name: string; action: Parameters<SharedServers["control"]>[0]; signal: Deno.Signal };

const describe = (stack: Stack): SharedStack => ({
  urls: stack.urls,
  tokens: stack.tokens,
  processes: stack.processes(),
});

function control(stack: Stack, { action, name, signal }: Body): Promise<void> {
  if (action === "kill") return stack.kill(name, signal);
  return action === "stop" ? stack.stopPart(name) : stack.startPart(name);
}
