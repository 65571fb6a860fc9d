import { sleep } from "../../../protocol/async/sleep.ts";
import { type Child, spawnChild } from "../../../cli/stack/supervise/child.ts";
import { httpProbe } from "../../../cli/stack/supervise/probes.ts";
import { lastLines } from "../../../cli/stack/supervise/log-file.ts";
import { type BuiltImage, inside } from "./build-image.ts";

/** How a process of an image is run here. */
export interface RunSettings {
  name: string;
  /** What the container would be given, on top of what the image sets. */
  env: Record<string, string>;
  /** In place of the image's entry point. */
  command?: readonly string[];
  /** A folder that only this run writes to: its /tmp, and its log beside that. */
  scratch: string;
  /** Folder of `deno` and `node`, which a base image would bring. */
  programs: string;
  /** The user of the process; null runs it as whoever runs this, who is not root then. */
  user: number | null;
}

// Whoever reaches for a registry meets this; nothing listens there.
const deadProxy = "http://127.0.0.1:9";

/** Starts the process of an image from the image's folder, with nothing of this machine's environment. */
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

/** Waits until a process answers on its port; throws what it said last when it ends or takes too long. */
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
