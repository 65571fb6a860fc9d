import type { Stack, StackProcess } from "../../cli/stack/stack.ts";

/** A database and a Temporal namespace, both called `name`, on the servers that the gate started. */
export interface Place {
  name: string;
  /** Connection strings of its owner, and of the roles that API and worker log in as. */
  databases: { owner: string; api: string; worker: string };
  /** `host:port` */
  temporal: string;
}

/** The stacks that several test files use one after the other: four without authentication, and one with tokens. */
export type SharedStackName = "plain" | "clients" | "bridges" | "console" | "identity";

/** The variable in which the gate says to a test process which of the four it uses; without it `plain`. */
export const sharedStackVariable = "TEST_SHARED_STACK";

/** The part of a running stack that the gate hands to test processes. */
export type SharedStack = Pick<Stack, "urls" | "tokens"> & {
  processes: StackProcess[];
  place: Place;
  /** Folder of the issuer whose tokens its API accepts. */
  issuer?: string;
};

/** A change of one process of a stack. */
export interface ProcessChange {
  action: "kill" | "stop" | "start";
  process: string;
  signal?: Deno.Signal | undefined;
}

/** What a test process asks of the gate. */
export interface SharedServers {
  createPlace(): Promise<Place>;
  dropPlace(name: string): Promise<void>;
  /** A stack for several test files; started at the first request. */
  stack(name: SharedStackName): Promise<SharedStack>;
  /** Changes a process of a stack. */
  control(stack: SharedStackName, change: ProcessChange): Promise<void>;
}

/** The gate's servers, or undefined where a test file runs by itself and starts its own. */
export function sharedServers(): SharedServers | undefined {
  const url = Deno.env.get("TEST_SERVERS_URL");
  if (!url) return undefined;
  const post = async <T>(path: string, body: object = {}): Promise<T> => {
    const response = await fetch(`${url}/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(180_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the gate's test servers: ${path}: ${text}`);
    return JSON.parse(text);
  };
  return {
    createPlace: () => post("create-place"),
    dropPlace: (name) => post("drop-place", { name }),
    stack: (name) => post("stack", { name }),
    control: (stack, change) => post("control", { name: stack, ...change }),
  };
}

/** The shared stack with the methods of one that this process started. `stop` and `destroy` leave it running. */
export function remoteStack(
  servers: SharedServers,
  name: SharedStackName,
  described: SharedStack,
): Stack {
  let { processes } = described;
  const refresh = async () => void ({ processes } = await servers.stack(name));
  const change = async (change: ProcessChange) => {
    await servers.control(name, change);
    await refresh();
  };
  const own = () => {
    throw new Error("the shared stack has no folder: start a stack of its own for this test");
  };
  return {
    ...described,
    get config() {
      return own();
    },
    get home() {
      return own();
    },
    ready: Promise.resolve(),
    // For a test that polls until a process has died.
    processes: () => {
      refresh().catch(() => undefined);
      return processes;
    },
    kill: (process, signal) => change({ action: "kill", process, signal }),
    stopPart: (process) => change({ action: "stop", process }),
    startPart: (process) => change({ action: "start", process }),
    stop: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
