import type { Stack } from "../../cli/stack/stack.ts";
import { startSharedIdentity } from "../../tests/support/shared-identity.ts";
import type {
  Place,
  ProcessChange,
  SharedStack,
  SharedStackName,
} from "../../tests/support/shared-servers.ts";
import { sharedWorkerEnv, startTestStack, type TestStack } from "../../tests/support/test-stack.ts";
import type { TestIssuer } from "../../tests/support/test-issuer.ts";
import type { TestServers } from "./test-servers.ts";

/** The address at which test processes ask for servers, and the stacks that were started for them. */
export interface TestServersEndpoint extends AsyncDisposable {
  /** TEST_SERVERS_URL. */
  url: string;
}

/** Serves `SharedServers` on loopback, under a path that only the gate's children know. */
export function serveTestServers(servers: TestServers): TestServersEndpoint {
  const secret = crypto.randomUUID();
  const started = new Map<SharedStackName, Promise<Started>>();
  const stack = (name: SharedStackName) => {
    const found = started.get(name) ?? start(name, servers.createPlace());
    started.set(name, found);
    return found;
  };
  const operations: Record<string, (body: Body) => Promise<unknown>> = {
    "create-place": () => servers.createPlace(),
    "drop-place": ({ name }) => servers.dropPlace(name),
    stack: async ({ name }) => describe(await stack(name as SharedStackName)),
    control: async (body) => await control((await stack(body.name as SharedStackName)).stack, body),
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
      await Promise.all(
        [...started.values()].map(async (one) =>
          await (await one.catch(() => undefined))?.[Symbol.asyncDispose]()
        ),
      );
    },
  };
}

/** `name` is that of a place or of a stack. */
type Body = { name: string } & ProcessChange;
/** A stack that runs for several test files. */
type Started = TestStack & { place: Place; issuer?: TestIssuer };

async function start(name: SharedStackName, place: Promise<Place>): Promise<Started> {
  const stack = name === "identity"
    ? await startSharedIdentity(place)
    : await startTestStack({ place, workerEnv: sharedWorkerEnv });
  return { ...stack, place: await place };
}

const describe = ({ stack, place, issuer }: Started): SharedStack => ({
  urls: stack.urls,
  tokens: stack.tokens,
  processes: stack.processes(),
  place,
  ...(issuer && { issuer: issuer.home }),
});

function control(stack: Stack, { action, process, signal }: Body): Promise<void> {
  if (action === "kill") return stack.kill(process, signal ?? "SIGKILL");
  return action === "stop" ? stack.stopPart(process) : stack.startPart(process);
}
