import type { Stack, StackProcess } from "../../cli/stack/stack.ts";

/** A database and a Temporal namespace, both called `name`, on the servers that the gate started. */
export interface Place {
  name: string;
  /** Connection strings of its owner, and of the roles that API and worker log in as. */
  databases: { owner: string; api: string; worker: string };
  /** `host:port` */
  temporal: string;
}

/** The part of a running stack that the gate hands to test processes. */
export type SharedStack = Pick<Stack, "urls" | "tokens"> & { processes: StackProcess[] };

/** What a test process asks of the gate. */
export interface SharedServers {
  createPlace(): Promise<Place>;
  dropPlace(name: string): Promise<void>;
  /** The stack that several test files use one after the other; started at the first request. */
  stack(): Promise<SharedStack>;
  /** Changes a process of that stack. */
  control(action: "kill" | "stop" | "start", name: string, signal?: Deno.Signal): Promise<void>;
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
    stack: () => post("stack"),
    control: (action, name, signal) => post("control", { action, name, signal }),
  };
}

/** The shared stack with the methods of one that this process started. `stop` and `destroy` leave it running. */
export function remoteStack(servers: SharedServers, described: SharedStack): Stack {
  let { processes } = described;
  const refresh = async () => void ({ processes } = await servers.stack());
  const change = async (action: "kill" | "stop" | "start", name: string, signal?: Deno.Signal) => {
    await servers.control(action, name, signal);
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
    kill: (name, signal) => change("kill", name, signal),
    stopPart: (name) => change("stop", name),
    startPart: (name) => change("start", name),
    stop: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
