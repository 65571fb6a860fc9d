import { cacheFolder } from "../../cli/stack/platform.ts";
import { goBuild } from "./go-build.ts";

const module = "github.com/docker/compose/v2";
const version = "v2.39.1";

/** The folder of Docker Compose, a plugin of `docker` with the name `docker-compose`. */
export const composeFolder = () =>
  `${cacheFolder(Deno.env.toObject())}/containers/compose-${version}`;

/** Builds it, once: a minute and a half on two cores. */
export async function getCompose(): Promise<void> {
  await goBuild({
    module,
    version,
    programs: { "docker-compose": `${module}/cmd` },
    flags: `-X ${module}/internal.Version=${version}`,
  }, composeFolder());
}
