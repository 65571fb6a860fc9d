import { runParallel } from "../../protocol/async/run-parallel.ts";
import { getDebian } from "./base/debian.ts";
import { foreignTags, makeSubstitute } from "./base/images.ts";
import { temporalPrograms } from "./base/programs.ts";
import { getCompose } from "./compose-program.ts";
import type { Docker } from "./docker.ts";
import { type Engine, NoEngineError } from "./engine.ts";
import { engineRoot } from "./own-engine.ts";
import { buildProductImages } from "./product-images.ts";

/**
 * Everything that `docker compose up` needs: the images of the product, built as a person builds them, and for an engine
 * of our own Compose and substitutes for base images. What Go compiles and what the images need are made at the same time.
 */
export async function prepare(
  docker: Docker,
  engine: Engine,
  folder: string,
  report: (line: string) => void,
): Promise<void> {
  if (!engine.own) return await buildProductImages(docker, engine.own, report);
  await removeLeftovers(docker);
  const tags = await foreignTags();
  const base = (tag: string) => had(makeSubstitute(docker, tag, `${folder}/base`));
  const isTemporals = (tag: string) => tag.startsWith("temporalio/");
  const programs = async () => {
    await had(getCompose(report));
    await had(temporalPrograms());
    report("Compose and Temporal's programs are there");
  };
  const images = async () => {
    const tar = await had(getDebian(engineRoot()));
    await docker.run("import", tar, "tramontane-substitute/debian:bookworm");
    for (const tag of tags.stages) await base(tag);
    report("substitutes for the stages of Dockerfiles are there");
    await buildProductImages(docker, engine.own, report);
    for (const tag of tags.services.filter((one) => !isTemporals(one))) await base(tag);
  };
  await runParallel([programs, images], 2);
  for (const tag of tags.services.filter(isTemporals)) await base(tag);
  report("all images are there");
}

/** What a machine cannot give is not a fault of the product: the tests have no engine then. */
async function had<T>(making: Promise<T>): Promise<T> {
  try {
    return await making;
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new NoEngineError(`an engine runs, but what it needs cannot be made: ${reason}`);
  }
}

/** Containers of a killed run in a folder that is kept: they start again with the engine. */
async function removeLeftovers(docker: Docker): Promise<void> {
  const ids = await docker.run("ps", "--all", "--quiet");
  if (ids !== "") await docker.run("rm", "--force", "--volumes", ...ids.split("\n"));
}
