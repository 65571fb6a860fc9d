import { dirname } from "node:path";
import { runCommand } from "../../../cli/stack/supervise/run-command.ts";
import { inContext } from "./build-context.ts";
import { type Instruction, parseDockerfile, type Stage } from "./parse-dockerfile.ts";

/** An image that was built in a folder. */
export interface BuiltImage {
  /** The folder that represents `/`. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  entrypoint: readonly string[];
}

/** Folders of a build. */
export interface BuildSettings {
  /** The build context. */
  context: string;
  /** An empty folder. */
  folder: string;
  /** Folder of `deno` and `node`, in place of the base images. */
  programs: string;
}

/** An image that is being built. */
type Making = BuiltImage & {
  /** A key of all its inputs, like the digest of an engine's layer. */
  key: string;
};

/** Built stages by their key: the same stage of another image is not built again. */
export type Layers = Map<string, Making>;

/**
 * Executes the steps of a Dockerfile without a container engine: each stage is a folder that represents `/`, this machine's
 * Deno and Node replace base images, and RUN runs in the stage's folder.
 */
export async function buildImage(
  text: string,
  settings: BuildSettings,
  layers: Layers = new Map(),
): Promise<BuiltImage> {
  const ignore = await Deno.readTextFile(`${settings.context}/.dockerignore`);
  const stages = new Map<string, Making>();
  let image: Making | undefined;
  for (const stage of parseDockerfile(text)) {
    const base = stages.get(stage.base);
    const key = JSON.stringify([base?.key ?? stage.base, stage.instructions]);
    image = layers.get(key) ?? await buildStage(stage, base, key, { ...settings, stages, ignore });
    layers.set(key, image);
    stages.set(stage.name, image);
  }
  if (!image) throw new Error("there is no FROM");
  return image;
}

type Place = BuildSettings & { stages: ReadonlyMap<string, Making>; ignore: string };

async function buildStage(
  stage: Stage,
  base: Making | undefined,
  key: string,
  place: Place,
): Promise<Making> {
  const made = { workdir: "/", env: {}, user: "", entrypoint: [], ...base };
  const image = { ...made, key, root: `${place.folder}/${stage.name}` };
  if (base) {
    // Hard links, because no step changes an existing file in place.
    await Deno.mkdir(place.folder, { recursive: true });
    await runCommand("cp", ["-al", "-T", base.root, image.root]);
  }
  await Deno.mkdir(`${image.root}/tmp`, { recursive: true });
  // An image with only a program.
  if (!base && stage.instructions.length === 0) {
    await Deno.copyFile(`${place.programs}/deno`, `${image.root}/deno`);
  }
  for (const one of stage.instructions) await performOne(one, image, place);
  return image;
}

async function performOne(one: Instruction, image: BuiltImage, place: Place): Promise<void> {
  switch (one.kind) {
    case "WORKDIR":
      image.workdir = one.path;
      return await Deno.mkdir(`${image.root}${one.path}`, { recursive: true });
    case "ENV":
      return void Object.assign(image.env, one.variables);
    case "USER":
      return void (image.user = one.user);
    case "ENTRYPOINT":
      return void (image.entrypoint = one.command);
    case "RUN":
      return await run(one.command, image, place);
    case "COPY":
      for (const source of one.sources) await copy(source, one, image, place);
  }
}

async function run(command: string, image: BuiltImage, { programs }: Place): Promise<void> {
  const env = {
    ...pick(Deno.env.toObject(), ["HOME", "DENO_DIR", "RES_OPTIONS", "NPM_CONFIG_REGISTRY"]),
    ...image.env,
    PATH: `${image.root}/usr/local/bin:${programs}:/usr/local/bin:/usr/bin:/bin`,
    NO_COLOR: "1",
  };
  await runCommand("sh", ["-c", command], { cwd: inside(image, "."), env, clearEnv: true });
}

type Copy = Extract<Instruction, { kind: "COPY" }>;

async function copy(source: string, one: Copy, image: BuiltImage, place: Place): Promise<void> {
  const from = one.from === null ? place.context : place.stages.get(one.from)?.root;
  if (from === undefined) throw new Error(`COPY --from=${one.from}: no stage of that name`);
  const path = `${from}/${source}`;
  const target = inside(image, one.target);
  const info = await Deno.stat(path);
  if (one.from === null) {
    return await copyFromContext(source, target, one.target.endsWith("/"), place);
  }
  await Deno.mkdir(dirname(target), { recursive: true });
  // The content of a folder is copied, a file is copied itself; links stay links.
  if (info.isDirectory) return void await runCommand("cp", ["-a", "-T", path, target]);
  await Deno.mkdir(one.target.endsWith("/") ? target : dirname(target), { recursive: true });
  await runCommand("cp", ["-a", path, target]);
}

async function copyFromContext(
  source: string,
  target: string,
  intoFolder: boolean,
  { context, ignore }: Place,
): Promise<void> {
  const info = await Deno.stat(`${context}/${source}`);
  if (info.isDirectory) {
    await Deno.mkdir(target, { recursive: true });
    for await (const { name, isDirectory } of Deno.readDir(`${context}/${source}`)) {
      const path = `${source}/${name}`;
      if (isDirectory || inContext(path, ignore)) {
        await copyFromContext(path, `${target}/${name}`, false, { context, ignore } as Place);
      }
    }
    return;
  }
  if (!inContext(source, ignore)) throw new Error(`${source} is not in the build context`);
  const file = intoFolder ? `${target}/${source.split("/").at(-1)}` : target;
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.copyFile(`${context}/${source}`, file);
}

/** The path on this machine of a path in the image. */
export function inside({ root, workdir }: BuiltImage, path: string): string {
  return path.startsWith("/") ? `${root}${path}` : `${root}${workdir}/${path}`;
}

const pick = (env: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)));
