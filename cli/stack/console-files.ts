import { consoleBuild } from "../build/console-build.ts";
import { firstLine, unless } from "./build-waits.ts";
import { repositoryRoot } from "./paths.ts";
import type { Plan } from "./process-plan.ts";
import type { Progress } from "./supervise/part.ts";

type Configured = Pick<Plan, "config">;

/** Starts the build that an API needs while the servers start; undefined where it needs none. Its error is reported to the API's start. */
export function startConsoleBuild({ config }: Configured): (() => void) | undefined {
  if (!config.console) return undefined;
  return () => void consoleBuild(repositoryRoot).catch(() => undefined);
}

/** The variable with the folder of the built console. Where the build fails there is none: the API serves no console, which is reported as progress. */
export async function consoleVariables(
  { config }: Configured,
  progress: Progress,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  if (!config.console) return {};
  try {
    return { CONSOLE_FILES: await unless(signal, consoleBuild(repositoryRoot)) };
  } catch (error) {
    signal.throwIfAborted();
    progress(`serves no console: ${firstLine(error)}`);
    return {};
  }
}
