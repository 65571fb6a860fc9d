import { fileURLToPath } from "node:url";
import { sleep } from "../../protocol/async/sleep.ts";

/** The Deno that all tests use; 2.9.4 to 2.9.6 crash on HTTP/2's GOAWAY (ADR 3). */
export const pinnedDeno = "2.9.3";

/** Whether a version is the pinned one. */
export function isPinnedDeno(version: string): boolean {
  return version === pinnedDeno;
}

/** The command that runs a script, given by its path from the root, on the pinned Deno. */
export function pinnedDenoCommand(path: string, args: readonly string[]): [string, string[]] {
  const script = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const deno = ["-y", "--prefer-offline", `deno@${pinnedDeno}`];
  return ["npx", [...deno, "run", "-A", script, ...args]];
}

/** Runs a script on the pinned Deno through npx, prints that, and answers its exit code. */
export async function runPinnedDeno(
  running: string,
  path: string,
  args: readonly string[],
): Promise<number> {
  console.error(`This is Deno ${running}; running ${pinnedDeno} through npx.`);
  const [command, rest] = pinnedDenoCommand(path, args);
  const root = fileURLToPath(new URL("../..", import.meta.url));
  // npx passes no signal on: the child has its own process group, and the group gets each signal.
  const child = new Deno.Command(command, { args: rest, cwd: root, detached: true }).spawn();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => passOn(child.pid, signal));
  }
  const { code } = await child.status;
  await groupGone(child.pid);
  return code;
}

/** Signals a process group; false when it has no process. */
function passOn(pid: number, signal: Deno.Signal): boolean {
  try {
    Deno.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

// npx exits at once on a signal, while the start that it runs still stops its processes.
async function groupGone(pid: number): Promise<void> {
  const deadline = performance.now() + 120_000;
  // SIGCONT has no effect on a running process; Deno has no signal 0.
  while (performance.now() < deadline && passOn(pid, "SIGCONT")) {
    await sleep(50);
  }
}
