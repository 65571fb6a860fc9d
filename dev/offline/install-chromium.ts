import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { toolEnvironment } from "../../cli/stack/child-environment.ts";
import { spawnChild } from "../../cli/stack/supervise/child.ts";
import { lastLines } from "../../cli/stack/supervise/log-file.ts";
import { onPath } from "../../cli/stack/supervise/run-command.ts";
import { chromiumMissing, findChromium } from "../../tests/support/chromium.ts";

const withinMs = 900_000;
/** Another apt on the machine may hold the lock. */
const install = "apt-get update && apt-get -o DPkg::Lock::Timeout=300 install --yes " +
  "--no-install-recommends chromium";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Installs Debian's Chromium where the machine has none, at low priority; apt-get needs to be root. Throws what to do where
 * that fails.
 */
export async function getChromium(env: Env, log: string, signal: AbortSignal): Promise<void> {
  if (await findChromium(env)) return;
  if (!await onPath("apt-get", env.PATH)) throw new Error(chromiumMissing);
  const child = await spawnChild({
    command: "nice",
    args: ["-n", "15", "sh", "-c", install],
    env: { ...toolEnvironment(env, /^APT_/), DEBIAN_FRONTEND: "noninteractive" },
    cwd: "/",
  }, { log, pidFile: `${log}.pid`, stopSignal: "SIGINT", graceMs: 60_000 });
  const end = deadlineSignal(withinMs, signal);
  const stop = () => void child.stop();
  end.addEventListener("abort", stop);
  const code = await child.exited;
  end.removeEventListener("abort", stop);
  end.throwIfAborted();
  if (code === 0 && await findChromium(env)) return;
  throw new Error(`${chromiumMissing}\n${(await lastLines(log, 5)).join("\n")}`);
}
