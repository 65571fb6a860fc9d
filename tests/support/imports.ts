/** An import of a file: `target` is a package, or a path from the root beginning with `/`. */
export interface Import {
  target: string;
  typeOnly: boolean;
}

const root = new URL("../../", import.meta.url).pathname;
const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;

/** All imports and re-exports of a file, given by its path from the root. */
export async function importsOf(file: string): Promise<Import[]> {
  const text = await Deno.readTextFile(`${root}${file}`);
  return [...text.matchAll(statement)].map(([, type, target = ""]) => ({
    typeOnly: type !== undefined,
    target: target.startsWith(".") ? new URL(target, `file:///${file}`).pathname : target,
  }));
}

const dynamicImport = /\bimport\(\s*"(\.{1,2}\/[^"]+)"\s*\)/g;
const fileUrl = /\bnew URL\(\s*"(\.{1,2}\/[^"]*)",\s*import\.meta\.url\s*\)/g;

/** Files that a file imports dynamically, as paths from the root. Type checkers do not report a missing one. */
export const dynamicImportsOf = (file: string) => pathsBy(dynamicImport, file);

/** Files and folders that a file names by a URL relative to itself, as paths from the root. */
export const fileUrlsOf = (file: string) => pathsBy(fileUrl, file);

async function pathsBy(pattern: RegExp, file: string): Promise<string[]> {
  const text = await Deno.readTextFile(`${root}${file}`);
  return [...text.matchAll(pattern)].map(([, path = ""]) =>
    new URL(path, `file:///${file}`).pathname.slice(1)
  );
}

/** Paths from the root of all sources below a folder; what an example has installed or built is left out. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(`${root}${folder}`)) {
    const path = `${folder}/${entry.name}`;
    if (/^(node_modules|dist|\..*)$/.test(entry.name)) continue;
    if (entry.isDirectory) files.push(...await sourceFiles(path));
    else if (/\.m?tsx?$/.test(entry.name)) files.push(path);
  }
  return files;
}
