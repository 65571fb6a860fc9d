import { basename } from "node:path";
import { type BuildOptions, type BuildResult, context } from "esbuild";
import { fingerprinted } from "./fingerprinted.ts";
import { icon } from "./icon.ts";
import { licencesOf } from "./licences.ts";
import { pageOf } from "./page.ts";
import { allStyles, styleEntry } from "./styles.ts";

/** The files of a build, and how its scripts depend on each other. */
export interface ConsoleBuild {
  /** Text by path in the folder of the build: `index.html` and `assets/<name>-<hash>.<type>`. */
  files: ReadonlyMap<string, string>;
  outputs: BuildResult<{ metafile: true }>["metafile"]["outputs"];
}

/** The program of the page. */
export const scriptEntry = "console/main.tsx";

const options = {
  entryPoints: [{ in: scriptEntry, out: "main" }, { in: styleEntry, out: "styles" }],
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  outdir: "assets",
  write: false,
  bundle: true,
  // Each dynamic import, such as that of a screen, is a file of its own.
  splitting: true,
  format: "esm",
  minify: true,
  metafile: true,
  jsx: "automatic",
  tsconfig: "console/tsconfig.json",
  // The oldest ones with `light-dark()`.
  target: ["chrome123", "firefox121", "safari17.5"],
  define: { "process.env.NODE_ENV": '"production"' },
  // They are in a file of their own, with those of packages without such comments.
  legalComments: "none",
  logLevel: "silent",
  plugins: [allStyles],
} satisfies BuildOptions;

/** Builds the console of the working folder. Throws with each fault of a source. */
export async function buildConsole(): Promise<ConsoleBuild> {
  // A context ends its process when it is disposed; `build` leaves one to the program.
  const building = await context(options);
  try {
    return await assemble(await building.rebuild());
  } finally {
    await building.dispose();
  }
}

async function assemble(
  { outputFiles, metafile: { outputs } }: BuildResult<typeof options>,
): Promise<ConsoleBuild> {
  const files = new Map<string, string>();
  const add = (name: string, text: string) => {
    files.set(`assets/${name}`, text);
    return `/console/assets/${name}`;
  };
  const outputOf = (entry: string) =>
    Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry) ?? missing(entry);
  const style = outputOf(styleEntry);
  for (const { path, text } of outputFiles) {
    const name = basename(path);
    // Those of scripts are all in the one style sheet.
    if (name.endsWith(".js") || name === basename(style)) add(name, text);
  }
  const main = outputOf(scriptEntry);
  const urlOf = (output: string) => `/console/assets/${basename(output)}`;
  const page = await pageOf({
    script: urlOf(main),
    preloads: staticImports(outputs, main).map(urlOf),
    style: urlOf(style),
    icon: add(fingerprinted("icon.svg", icon), icon),
    licences: await addLicences(outputs, add),
  });
  return { files: files.set("index.html", page), outputs };
}

async function addLicences(
  outputs: ConsoleBuild["outputs"],
  add: (name: string, text: string) => string,
): Promise<string> {
  const text = await licencesOf(
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  return add(fingerprinted("licences.txt", text), text);
}

/** The files that a script loads before it runs, without itself. */
export function staticImports(outputs: ConsoleBuild["outputs"], script: string): string[] {
  const found = new Set<string>();
  const waiting = [script];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const { path, kind } of outputs[one]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(path) || path === script) continue;
      found.add(path);
      waiting.push(path);
    }
  }
  return [...found];
}

function missing(entry: string): never {
  throw new Error(`the build has no file for ${entry}`);
}
