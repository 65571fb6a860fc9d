import { installPackages } from "../../cli/example/install-packages.ts";
import { fromFileUrl, repositoryRoot } from "../../cli/stack/paths.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";

const source = fromFileUrl(new URL("./project/", import.meta.url));
const folder = `${repositoryRoot}/.tramontane/test/integrate`;
const withinMs = 300_000;

let ready: Promise<string> | undefined;

/** A project with the packages of `clients/` and the libraries that docs/integrate.md names; its folder. */
export const project = (): Promise<string> => ready ??= install();

async function install(): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(source)) {
    await Deno.copyFile(`${source}${name}`, `${folder}/${name}`);
  }
  const tarballs = `${folder}/tarballs`;
  await installPackages({ folder, tarballs, signal: deadlineSignal(withinMs) });
  return folder;
}
