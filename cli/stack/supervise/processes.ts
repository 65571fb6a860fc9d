import { sleep } from "../../../protocol/async/sleep.ts";

/** Whether a process with this id exists, of any user. */
export async function isAlive(pid: number): Promise<boolean> {
  return await commandLine(pid) !== undefined;
}

/** The command line of a process, arguments separated by a space; undefined when it has ended. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (Deno.build.os === "linux") return await commandLineOfProc(pid);
  const ps = new Deno.Command("ps", { args: ["-o", "stat=,command=", "-p", String(pid)] });
  const { code, stdout } = await ps.output();
  const [, state, line] = /^(\S+)\s+(.*)$/.exec(new TextDecoder().decode(stdout).trim()) ?? [];
  return code === 0 && state && !state.startsWith("Z") ? line : undefined;
}

// A zombie has an empty command line, and counts as ended.
async function commandLineOfProc(pid: number): Promise<string | undefined> {
  try {
    const raw = await Deno.readTextFile(`/proc/${pid}/cmdline`);
    return raw === "" ? undefined : raw.split("\0").join(" ").trim();
  } catch {
    return undefined;
  }
}

/** Sends a signal to a process, or to a group by its negative id; false when it had ended. */
export function sendSignal(pid: number, signal: Deno.Signal): boolean {
  try {
    Deno.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof TypeError) return false;
    throw error;
  }
}

/** Sends SIGTERM to a process, then SIGKILL after the grace period; returns when it has ended. */
export async function endProcess(
  pid: number,
  signal: Deno.Signal,
  graceMs: number,
): Promise<void> {
  if (!sendSignal(pid, signal)) return;
  if (await waitUntilGone(pid, graceMs)) return;
  sendSignal(pid, "SIGKILL");
  if (!await waitUntilGone(pid, 5_000)) throw new Error(`process ${pid} does not die`);
}

/** Waits for the end of a process; false when it still runs after `ms`. */
export async function waitUntilGone(pid: number, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    if (!await isAlive(pid)) return true;
    await sleep(25);
  }
  return !await isAlive(pid);
}
