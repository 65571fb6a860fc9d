import { onPath, tryCommand } from "../../cli/stack/supervise/run-command.ts";
import { findGo } from "../offline/build-temporal.ts";
import { startOwnEngine } from "./own-engine.ts";
import { type Engine, NoEngineError } from "./engine.ts";

/** The engine of this machine, else one of our own in `folder`. */
export async function startEngine(folder: string): Promise<Engine> {
  const version = await tryCommand("docker", ["info", "--format", "{{.ServerVersion}}"]);
  if (version) {
    const env = Deno.env.get("DOCKER_HOST");
    return {
      own: false,
      version,
      env: env ? { DOCKER_HOST: env } : {},
      enter: [],
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const lacking = await lack();
  if (lacking) throw new NoEngineError(`no container engine answers, and ${lacking}`);
  try {
    return await startOwnEngine(folder);
  } catch (error) {
    throw new NoEngineError(
      `none could be started: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** What is missing here to start an engine of our own. */
async function lack(): Promise<string | undefined> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return "only root on Linux can start one";
  for (const name of ["apt-get", "dpkg", "unshare", "nsenter", "ip"]) {
    if (!await onPath(name, Deno.env.get("PATH"))) return `there is no ${name}`;
  }
  if (!await findGo(Deno.env.toObject())) return "there is no Go 1.21 or newer to build Compose";
  if (!await Deno.stat("/dev/net/tun").catch(() => undefined)) return "there is no /dev/net/tun";
}
