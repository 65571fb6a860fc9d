import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { compiled } from "./manifest.ts";

/** A package whose tarball is being made. */
export interface Staged {
  name: string;
  /** Of its sources, from the root of the repository. */
  directory: string;
  exports: Record<string, string>;
  /** Where its files are staged. */
  staging: string;
}

/** Compiles what the exports of a package import. `others`: packages that were compiled before, which it may import. */
export async function compile(node: string, one: Staged, others: readonly Staged[]) {
  const source = `${repositoryRoot}/${one.directory}`;
  const config = {
    extends: `${repositoryRoot}/tsconfig.json`,
    compilerOptions: {
      ...{ target: "es2022", lib: ["es2023", "dom", "dom.iterable"], types: [], jsx: "react-jsx" },
      ...{ module: "esnext", moduleResolution: "bundler" },
      ...{ noEmit: false, declaration: true, rewriteRelativeImportExtensions: true },
      rootDir: source,
      outDir: `${one.staging}/${compiled}`,
      paths: Object.fromEntries(others.flatMap(pathsOf)),
    },
    include: [],
    files: Object.values(one.exports).map((path) => `${source}/${path}`),
  };
  const project = `${one.staging}.tsconfig.json`;
  await Deno.writeTextFile(project, JSON.stringify(config));
  await runCommand(node, [`${repositoryRoot}/node_modules/typescript/bin/tsc`, "-p", project]);
  await nameScripts(`${one.staging}/${compiled}`);
}

/** The declarations of each entry of a compiled package, by the name under which others import it. */
const pathsOf = ({ name, exports, staging }: Staged): [string, string[]][] =>
  Object.entries(exports).map(([path, source]) => [
    `${name}${path.slice(1)}`,
    [`${staging}/${compiled}/${source.replace(/^\.\//, "").replace(/\.tsx?$/, ".d.ts")}`],
  ]);

const relativeImport = /((?:from|import)\s*\(?\s*")(\.{1,2}\/[^"]+)\.tsx?"/g;

/** The compiler leaves the extension .ts in declarations, which not all tools accept. */
async function nameScripts(folder: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) await nameScripts(path);
    else if (name.endsWith(".d.ts")) {
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replace(relativeImport, '$1$2.js"'));
    }
  }
}
