import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** Where the files of the console are below the API's address. */
const publicPath = "/console/assets/";

/**
 * Builds the console into a folder: `index.html`, and `assets/` with one chunk per screen, whose names change with their
 * content. Run it from the repository's root.
 */
export async function buildConsole(folder: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: { console: "console/main.tsx" },
    outdir: join(folder, "assets"),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["chrome120", "firefox121", "safari17.5"],
    jsx: "automatic",
    minify: true,
    metafile: true,
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: packagesOfProject,
    tsconfigRaw: { compilerOptions: {} },
    logLevel: "silent",
  });
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) =>
    entryPoint === "console/main.tsx"
  );
  if (!entry) throw new Error("esbuild wrote no entry for console/main.tsx");
  const [script, { cssBundle }] = entry;
  const address = (path: string) => publicPath + path.slice(path.lastIndexOf("/") + 1);
  const head = [
    cssBundle && `<link rel="stylesheet" href="${address(cssBundle)}" />`,
    `<script type="module" src="${address(script)}"></script>`,
  ].filter(Boolean).join("\n    ");
  const page = await readFile("console/build/index.html", "utf8");
  await writeFile(join(folder, "index.html"), page.replace("<!-- head -->", head));
}

/** The project's own packages, from their sources. */
const packagesOfProject = {
  "@tramontane/client/store": "./clients/client/store/mod.ts",
  "@tramontane/client/turn": "./clients/client/turn/mod.ts",
  "@tramontane/client/urql": "./clients/client/adapters/urql.ts",
  "@tramontane/client/graphcache": "./clients/client/adapters/graphcache.ts",
  "@tramontane/client": "./clients/client/mod.ts",
  "@tramontane/react": "./clients/react/mod.ts",
};
