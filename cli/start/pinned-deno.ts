import { fileURLToPath } from "node:url";

/** The Deno that everything is tested with; 2.9.4 to 2.9.6 die on HTTP/2's GOAWAY (ADR). */
export const pinnedDeno = "2.9.3";

/** Whether this is the Deno to run on. */
export function isPinnedDeno(version: string): boolean {
  return version === pinnedDeno;
}

/** The command that runs one of our scripts on the pinned Deno. */
export function pinnedDenoCommand(name: string, args: readonly string[]): [string, string[]] {
  const script = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const deno = ["-y", "--prefer-offline", `deno@${pinnedDeno}`];
  return ["npx", [...deno, "run", "-A", script, ...args]];
}

/** Starts the pinned Deno in our place, says so, and answers its exit code. */
export async function runPinnedDeno(
  running: string,
  name: string,
  args: readonly string[],
): Promise<number> {
  console.error(`This is Deno ${running}; handing over to ${pinnedDeno} through npx.`);
  const [command, rest] = pinnedDenoCommand(name, args);
  const root = fileURLToPath(new URL("../..", import.meta.url));
  // Its own group: npx passes no signal on, so we signal the whole group, whoever signalled us.
  const child = new Deno.Command(command, { args: rest, cwd: root, detached: true }).spawn();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => passOn(child.pid, signal));
  }
  const { code } = await child.status;
  await groupGone(child.pid);
  return code;
}

/** Signals a process group; false when nobody is left in it. */
function passOn(pid: number, signal: Deno.Signal): boolean {
  try {
    Deno.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

// npx dies of the signal at once, while the start behind it still stops its parts.
async function groupGone(pid: number): Promise<void> {
  const deadline = performance.now() + 120_000;
  // SIGCONT changes nothing for a process that runs; Deno has no signal 0.
  while (performance.now() < deadline && passOn(pid, "SIGCONT")) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
