import { sleep } from "../../protocol/async/sleep.ts";
import { readRunFile, removeRunFile } from "../run-file.ts";
import { homeAt } from "../stack/home.ts";
import { AlreadyRunningError, isLocked, lockHome } from "../stack/home-lock.ts";
import { sendSignal } from "../stack/supervise/processes.ts";
import { endOrphans } from "../stack/supervise/orphans.ts";

const withinMs = 90_000;

/**
 * Asks the start of this state folder to stop and waits until it has; ends processes that a killed start left. Returns the
 * exit code: 0 when nothing runs.
 */
export async function stopRunning(home: string, say: (line: string) => void): Promise<number> {
  const run = await readRunFile(home);
  if (run) {
    say(`stopping process ${run.pid}`);
    sendSignal(run.pid, "SIGTERM");
  }
  if (!await freeWithin(home, withinMs)) {
    say(`still in use after ${withinMs / 1_000} s: ${home}; process ${run?.pid ?? "unknown"}`);
    return 1;
  }
  const left = await endLeftovers(home);
  for (const name of left) say(`ended ${name}, left by a start that was killed`);
  say(run || left.length > 0 ? "stopped" : "nothing runs");
  return 0;
}

async function freeWithin(home: string, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    if (!await isLocked(home)) return true;
    await sleep(100);
  }
  return false;
}

async function endLeftovers(home: string): Promise<string[]> {
  try {
    using _ = await lockHome(home);
    await removeRunFile(home);
    return await endOrphans(homeAt(home).run);
  } catch (error) {
    const nothing = error instanceof Deno.errors.NotFound || error instanceof AlreadyRunningError;
    if (nothing) return [];
    throw error;
  }
}
