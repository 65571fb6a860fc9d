import { runCommand } from "../../../cli/stack/supervise/run-command.ts";
import { ownNode } from "../../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../../cli/stack/paths.ts";
import { buildImage, type BuiltImage, type Layers } from "./build-image.ts";
import { nativeCode } from "./native-code.ts";

/** The images, in the order of their builds. */
export const imageNames = ["worker", "sandbox", "api", "mcp"] as const;
export type ImageName = (typeof imageNames)[number];

/** Every image in a folder of its own, and the folder of Deno and Node. */
export interface BuiltImages {
  images: Record<ImageName, BuiltImage>;
  programs: string;
}

/** glibc of Debian 12, on which Node's images are based. */
const debianGlibc = 36;

/**
 * Executes the Dockerfiles in an empty folder. The images are read-only, belong to root where root runs this, and have
 * native code only for this platform and Debian's glibc; throws otherwise.
 */
export async function buildImages(
  folder: string,
  report: (line: string) => void,
): Promise<BuiltImages> {
  await Deno.chmod(folder, 0o755);
  const programs = await installPrograms(`${folder}/bin`);
  const layers: Layers = new Map();
  const images: Partial<Record<ImageName, BuiltImage>> = {};
  for (const name of imageNames) {
    const startedAt = performance.now();
    const text = await Deno.readTextFile(`${repositoryRoot}/deploy/${name}.Dockerfile`);
    const settings = { context: repositoryRoot, folder: `${folder}/${name}`, programs };
    const image = images[name] = await buildImage(text, settings, layers);
    await freeze(image.root);
    report(`${name}: ${await describe(image.root)}, built in ${seconds(startedAt)} s`);
  }
  return { images: images as Record<ImageName, BuiltImage>, programs };
}

/** Copies this machine's Deno and Node to a folder where every user may run them. */
async function installPrograms(folder: string): Promise<string> {
  await Deno.mkdir(folder);
  const { path } = await ownNode();
  const node = await runCommand(path, ["-p", "process.execPath"]);
  for (const [name, path] of [["deno", Deno.execPath()], ["node", node]] as const) {
    await Deno.copyFile(path, `${folder}/${name}`);
    await Deno.chmod(`${folder}/${name}`, 0o755);
  }
  return folder;
}

async function freeze(root: string): Promise<void> {
  if (Deno.uid() === 0) await runCommand("chown", ["-R", "-h", "0:0", root]);
  await runCommand("chmod", ["-R", "a-w,a+rX", root]);
}

async function describe(root: string): Promise<string> {
  const { files, glibc, foreign } = await nativeCode(root);
  if (foreign.length > 0) throw new Error(`native code for elsewhere:\n${foreign.join("\n")}`);
  if (glibc > debianGlibc) throw new Error(`${root} asks for glibc 2.${glibc}`);
  const size = (await runCommand("du", ["-sm", root])).split("\t")[0];
  const native = files === 0 ? "no native code" : `${files} native files, glibc 2.${glibc}`;
  return `${size} MB on top of its base, ${native}`;
}

const seconds = (startedAt: number) => ((performance.now() - startedAt) / 1_000).toFixed(1);
