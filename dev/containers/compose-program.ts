import { cacheFolder } from "../../cli/stack/platform.ts";
import { exists } from "../../cli/build/build-folder.ts";
import { downloadOfRelease } from "./debian-packages.ts";
import { goBuild } from "./go-build.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";

const module = "github.com/docker/compose/v2";
const version = "v2.39.1";
/** The first release of Debian with Compose 2. The program needs no library that an older one lacks. */
const release = "trixie";

/** The folder of Docker Compose, a plugin of `docker` with the name `docker-compose`. */
export const composeFolder = () => `${cacheFolder(Deno.env.toObject())}/containers/compose`;

/** Gets it, once: from Debian, or built with Go, which takes three minutes of processor time. */
export async function getCompose(report: (line: string) => void): Promise<void> {
  const folder = composeFolder();
  if (await exists(folder)) return;
  try {
    await unpackCompose(folder);
  } catch (error) {
    report(`Compose is built: ${error instanceof Error ? error.message : error}`);
    await buildCompose(folder);
  }
}

async function unpackCompose(folder: string): Promise<void> {
  const making = `${folder}.${crypto.randomUUID()}`;
  await Deno.mkdir(`${making}/made`, { recursive: true });
  try {
    const packed = await downloadOfRelease(release, "docker-compose", making);
    await runCommand("dpkg", ["-x", packed, `${making}/root`]);
    const program = `${making}/made/docker-compose`;
    await Deno.rename(`${making}/root/usr/libexec/docker/cli-plugins/docker-compose`, program);
    await runCommand(program, ["version"]);
    await Deno.rename(`${making}/made`, folder);
  } finally {
    await Deno.remove(making, { recursive: true });
  }
}

const buildCompose = (folder: string): Promise<void> =>
  goBuild({
    module,
    version,
    programs: { "docker-compose": `${module}/cmd` },
    flags: `-X ${module}/internal.Version=${version}`,
  }, folder);
