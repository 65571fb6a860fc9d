/** The output of `deno info --json`, as far as it is read here. */
export interface ModuleGraph {
  modules: readonly { dependencies?: readonly { code?: { specifier?: string } }[] }[];
}

/** The packages that a program's own modules import, without types. */
export function packagesOf({ modules }: ModuleGraph): string[] {
  const specifiers = modules.flatMap(({ dependencies = [] }) =>
    dependencies.map(({ code }) => code?.specifier ?? "")
  );
  const names = specifiers.map((one) => /^npm:\/?((?:@[^/]+\/)?[^@/]+)/.exec(one)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** The packages that stay outside of a bundle; see `worker/build/bundle-programs.ts`. */
export function packagesOfBundle(text: string): string[] {
  const imports = /\b(?:from|import|require)\s*\(?\s*"(@(?:temporalio|opentelemetry)\/[^"/]+)/g;
  return [...new Set([...text.matchAll(imports)].map(([, name = ""]) => name))].sort();
}

/** The other files of a build that a bundle imports, by paths relative to it. */
export function filesOfBundle(text: string): string[] {
  const imports = /\b(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+\.mjs)"/g;
  return [...new Set([...text.matchAll(imports)].map(([, path = ""]) => path))].sort();
}

/** Native code for other machines: Temporal's bridge contains five builds, swc one for another C library. No program loads types. */
const neverLoaded = /-musl@|^@types\+/;
const bridge = "@temporalio/core-bridge";

/**
 * Deletes everything from `<root>/node_modules` that the named packages do not depend on. Each folder of `.deno` has a
 * package and links to its dependencies, so that the links lead to all packages that may be loaded.
 */
export async function prunePackages(
  root: string,
  names: readonly string[],
): Promise<{ kept: number; deleted: number }> {
  const store = `${root}/node_modules/.deno`;
  const kept = await reachable(`${root}/node_modules`, names);
  let deleted = 0;
  for await (const { name } of Deno.readDir(store)) {
    if (kept.has(name) || name.startsWith(".")) continue;
    await Deno.remove(`${store}/${name}`, { recursive: true });
    deleted++;
  }
  await removeLinksExcept(`${root}/node_modules`, names);
  await removeForeignBridges(store, kept);
  await refuseChanges(`${root}/node_modules`);
  return { kept: kept.size, deleted };
}

/** Some packages are published with files that everyone may write. */
async function refuseChanges(folder: string): Promise<void> {
  const { success } = await new Deno.Command("chmod", { args: ["-R", "go-w", folder] }).output();
  if (!success) throw new Error(`the files of ${folder} could not be protected`);
}

async function reachable(modules: string, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const due = await Promise.all(names.map((name) => storeFolder(`${modules}/${name}`)));
  for (let folder = due.pop(); folder !== undefined; folder = due.pop()) {
    if (found.has(folder) || neverLoaded.test(folder)) continue;
    found.add(folder);
    for (const link of await linksIn(`${modules}/.deno/${folder}/node_modules`)) {
      due.push(await storeFolder(link));
    }
  }
  return found;
}

/** The folder of `.deno` that a link leads into. */
export async function storeFolder(link: string): Promise<string> {
  const folder = /\/\.deno\/([^/]+)\//.exec(await Deno.realPath(link))?.[1];
  if (folder === undefined) throw new Error(`${link} leads to no package`);
  return folder;
}

/** The links below a node_modules folder, one level of scopes included. */
export async function linksIn(modules: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isSymlink, isDirectory } of Deno.readDir(modules)) {
    if (isSymlink) found.push(`${modules}/${name}`);
    if (isDirectory && name.startsWith("@")) found.push(...await linksIn(`${modules}/${name}`));
  }
  return found;
}

async function removeLinksExcept(modules: string, names: readonly string[]): Promise<void> {
  const stay = new Set(names.map((name) => `${modules}/${name}`));
  for (const link of await linksIn(modules)) if (!stay.has(link)) await Deno.remove(link);
}

async function removeForeignBridges(store: string, kept: ReadonlySet<string>): Promise<void> {
  const folder = [...kept].find((name) => name.startsWith(`${bridge.replace("/", "+")}@`));
  if (folder === undefined) return;
  const releases = `${store}/${folder}/node_modules/${bridge}/releases`;
  for await (const { name } of Deno.readDir(releases)) {
    if (name !== Deno.build.target) await Deno.remove(`${releases}/${name}`, { recursive: true });
  }
}

/** Deletes the files of a build except these, their source maps and the list of its packages; and empty folders. */
export async function pruneBuild(folder: string, kept: ReadonlySet<string>): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) await pruneBuild(path, kept);
    else if (!kept.has(path.replace(/\.map$/, "")) && name !== "packages.json") {
      await Deno.remove(path);
    }
  }
  const left = await Array.fromAsync(Deno.readDir(folder));
  if (left.length === 0) await Deno.remove(folder);
}
