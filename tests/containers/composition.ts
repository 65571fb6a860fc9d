import { Docker } from "../../dev/containers/docker.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { poll } from "../../protocol/async/poll.ts";
import { Api } from "../support/api.ts";
import { ComposedSandbox } from "./sandbox.ts";

/** What `docker compose ps` says of a container. */
export interface Running {
  ID: string;
  Service: string;
  State: string;
  Health: string;
}

/** The compose file on the engine of `deno task containers:test`, used as its operator uses it. */
export class Composition {
  readonly docker: Docker;
  readonly port = Deno.env.get("PORT") ?? "4000";
  readonly url = `http://127.0.0.1:${this.port}`;
  readonly api = new Api(`${this.url}/graphql`);
  readonly sandbox: ComposedSandbox;
  /** Whether the engine is one of our own. */
  readonly own = Deno.env.get("OWN_ENGINE") === "yes";

  /** `env`: variables besides those of the run. */
  constructor(env: Record<string, string> = {}) {
    this.docker = new Docker(env);
    this.sandbox = new ComposedSandbox((...command) => this.exec("sandbox", ...command));
  }

  /** The same with further variables. */
  with(env: Record<string, string>): Composition {
    return new Composition({ ...this.docker.env, ...env });
  }

  /** `docker compose ...`. */
  compose(...args: string[]): Promise<string> {
    return this.docker.run("compose", ...args);
  }

  /** Starts everything with the images as they are, and waits as `--wait` does. A failure comes with the last logs. */
  async up(...args: string[]): Promise<void> {
    try {
      await this.compose("up", "--detach", "--wait", "--no-build", ...args);
    } catch (error) {
      const logs = await this.compose("logs", "--no-color", "--tail", "8").catch(String);
      throw new Error(`${error instanceof Error ? error.message : error}\n${logs}`);
    }
  }

  /** Runs a program in a running container; its output. */
  exec(service: string, ...command: string[]): Promise<string> {
    return this.compose("exec", "-T", service, ...command);
  }

  /** Containers of this composition, of one service if it is given. */
  async containers(service?: string): Promise<Running[]> {
    const said = await this.compose(
      "ps",
      "--all",
      "--format",
      "json",
      ...(service ? [service] : []),
    );
    return said.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  }

  /** What `docker inspect` says of the first container of a service. */
  async inspect(service: string): Promise<Inspected> {
    const [{ ID } = { ID: "" }] = await this.containers(service);
    return JSON.parse(await this.docker.run("inspect", ID))[0];
  }

  /** The secrets of this deployment, from the container that makes them. */
  async secrets(): Promise<[string, string][]> {
    const said = await this.compose(
      ...["run", "--rm", "--no-deps", "-T", "--entrypoint", "sh", "secrets", "-c"],
      'for f in /secrets/*/*; do [ -f "$f" ] && echo "$f $(head -n 2 "$f" | tail -n 1)"; done',
    );
    return said.split("\n").map((line) => {
      const at = line.indexOf(" ");
      return [line.slice(0, at), line.slice(at + 1)];
    });
  }

  /** The command of a service's health check. */
  async checkOf(service: string): Promise<string[]> {
    const { Config } = await this.inspect(service);
    return Config.Healthcheck?.Test.slice(1) ?? [];
  }

  /** Sends a signal to the program of a service, below its `init`. */
  async signalProcesses(service: string, signal: "STOP" | "CONT"): Promise<void> {
    const script = "for p in /proc/[0-9]*; do p=${p#/proc/}; " +
      `[ "$p" = 1 ] || [ "$p" = $$ ] || kill -${signal} "$p" 2>/dev/null; done`;
    await this.exec(service, "sh", "-c", script);
  }

  /** Ends a service at once, as a crash does, and starts it again. */
  async kill(service: string): Promise<void> {
    await this.compose("kill", "--signal", "SIGKILL", service);
    await this.compose("start", service);
  }

  /** Waits until the API and all that it needs are there. */
  async untilReady(): Promise<void> {
    await poll(async () => {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      const { dependencies } = await answer?.json().catch(() => ({})) ?? {};
      const states = Object.values<{ up: boolean }>(dependencies ?? {});
      return states.length > 0 && states.every(({ up }) => up) || undefined;
    }, { withinMs: 300_000, everyMs: 500, what: "the composition is ready" });
  }
}

/** A part of the output of `docker inspect`. */
export interface Inspected {
  Config: { Env: string[]; User: string; Healthcheck?: { Test: string[] } };
  HostConfig: {
    ReadonlyRootfs: boolean;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    PidsLimit: number | null;
    Init: boolean | null;
  };
  State: { Pid: number; Health?: { Status: string } };
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
}

/** That of this run. */
export const composition = new Composition();

/** Where the tests find the repository. */
export const root = repositoryRoot;
