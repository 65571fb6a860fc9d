import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import type { Engine } from "./engine.ts";

/** The command lines `docker` and `docker compose`, as a person uses them in the repository. */
export class Docker {
  readonly env: Readonly<Record<string, string>>;

  /** `env`: variables besides those of this process. */
  constructor(env: Readonly<Record<string, string>>) {
    this.env = env;
  }

  /** Runs a command to its end and returns its output. */
  run(...args: string[]): Promise<string> {
    return runCommand("docker", args, { env: this.env, cwd: repositoryRoot });
  }
}

/** The command lines of an engine. */
export const dockerOf = (engine: Pick<Engine, "env">) => new Docker(engine.env);
