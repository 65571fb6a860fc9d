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

const fileLiteral =
  /\bimport\(\s*"(\.{1,2}\/[^"]+)"\s*\)|\bnew URL\(\s*"(\.{1,2}\/[^"]*)",\s*import\.meta\.url\s*\)/g;

/** Paths from the root of what a file imports dynamically or names relative to itself. Type checkers ignore both. */
export async function filesNamedIn(file: string): Promise<string[]> {
  const text = await Deno.readTextFile(`${root}${file}`);
  return [...text.matchAll(fileLiteral)].map(([, imported, named]) =>
    new URL((imported ?? named)!, `file:///${file}`).pathname.slice(1)
  );
}

/** Paths from the root of all sources below a folder. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(`${root}${folder}`)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) files.push(...await sourceFiles(path));
    else if (/\.m?ts$/.test(entry.name)) files.push(path);
  }
  return files;
}
