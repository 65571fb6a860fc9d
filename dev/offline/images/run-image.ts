import { sleep } from "../../../protocol/async/sleep.ts";
import { type Child, spawnChild } from "../../../cli/stack/supervise/child.ts";
import { httpProbe } from "../../../cli/stack/supervise/probes.ts";
import { lastLines } from "../../../cli/stack/supervise/log-file.ts";
import { type BuiltImage, inside } from "./build-image.ts";

/** How to run a process of an image. */
export interface RunSettings {
  name: string;
  /** Variables of the container, in addition to those of the image. */
  env: Record<string, string>;
  /** Replaces the image's entry point. */
  command?: readonly string[];
  /** A folder of this run only: its /tmp, and its log next to it. */
  scratch: string;
  /** Folder of `deno` and `node`, in place of a base image. */
  programs: string;
  /** The user of the process; null: this process's user, who is not root then. */
  user: number | null;
}

// No process listens there: a request to a registry fails.
const deadProxy = "http://127.0.0.1:9";

/** Starts the process of an image from the image's folder, without the environment of this machine. */
export async function runImage(image: BuiltImage, settings: RunSettings): Promise<Child> {
  const { name, scratch, programs, user } = settings;
  const tmp = `${scratch}/tmp`;
  await Deno.mkdir(tmp, { recursive: true });
  if (user !== null) await Deno.chown(tmp, user, user);
  const [command = "", ...args] = settings.command ?? image.entrypoint;
  const set = Object.entries(image.env).map((
    [key, value],
  ) => [key, value.replace(/^\/tmp\b/, tmp)]);
  return await spawnChild({
    command,
    args,
    cwd: inside(image, "."),
    env: {
      PATH: `${programs}:/usr/bin:/bin`,
      HOME: "/nonexistent",
      TMPDIR: tmp,
      http_proxy: deadProxy,
      https_proxy: deadProxy,
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
      ...Object.fromEntries(set),
      ...settings.env,
    },
    ...(user !== null && { uid: user, gid: user }),
  }, {
    log: `${scratch}/${name}.log`,
    pidFile: `${scratch}/${name}.pid`,
    stopSignal: "SIGTERM",
    graceMs: 20_000,
  });
}

/** Waits until a process answers on its port; throws its last lines when it ends or takes too long. */
export async function untilReady(
  child: Child,
  { name, scratch }: RunSettings,
  port: number,
  withinMs = 60_000,
): Promise<void> {
  const ready = httpProbe(`http://127.0.0.1:${port}/readyz`);
  let over = false;
  child.exited.then(() => over = true);
  const end = Date.now() + withinMs;
  let fault: unknown;
  while (!over && Date.now() < end) {
    fault = await ready(AbortSignal.timeout(3_000)).catch((error) => error);
    if (fault === undefined) return;
    await sleep(100);
  }
  const said = (await lastLines(`${scratch}/${name}.log`, 20)).join("\n");
  throw new Error(`${name} ${over ? "ended" : `is not ready: ${fault}`}\n${said}`);
}
