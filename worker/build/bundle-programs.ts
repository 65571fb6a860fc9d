import { readFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

/**
 * Bundles Node programs, each with its sources and most packages: `worker/main.ts` becomes
 * `<folder>/worker/main.mjs` with a source map next to it, and shares files of `<folder>/shared` with the others. Run it
 * from the repository's root. Node must be able to resolve the external packages from the folder. Returns what is in each
 * file, by its path in the folder.
 */
export async function bundlePrograms(
  folder: string,
  entries: readonly string[],
): Promise<Metafile["outputs"]> {
  const { metafile: { outputs } } = await build({
    entryPoints: [...entries],
    // What a program imports only when it is configured, such as exporters of telemetry, is a file of its own.
    splitting: true,
    chunkNames: "shared/[name]-[hash]",
    outdir: folder,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    metafile: true,
    platform: "node",
    target: "node24",
    format: "esm",
    external: await packagesOutside(),
    // CommonJS packages load Node's modules with `require`, which an ES module does not have.
    banner: { js: requireOfModule },
    sourcemap: true,
    sourcesContent: false,
    inject: ["worker/build/map-stacks.ts"],
    plugins: [coarsePackageMaps],
    logLevel: "silent",
  });
  return Object.fromEntries(
    Object.entries(outputs).map(([path, output]) => [relative(folder, path), output]),
  );
}

const requireOfModule = 'import { createRequire as requireOf } from "node:module";' +
  "const require = requireOf(import.meta.url);";

/**
 * External packages. Those of Temporal need their own files and native code, and their protobufs break when they are
 * split; OpenTelemetry must be the instance that Temporal's interceptors load.
 */
async function packagesOutside(): Promise<string[]> {
  const { imports } = JSON.parse(await readFile("import_map.json", "utf8"));
  return Object.keys(imports).filter((name) => /^@(temporalio|opentelemetry)\/[^/]+$/.test(name));
}

/** Reduces the source maps of packages to file names, since Node parses the whole map at each start. */
const coarsePackageMaps: Plugin = {
  name: "coarse-package-maps",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]node_modules[/\\].*\.[cm]?js$/ }, async ({ path }) => {
      const map = { version: 3, sources: [basename(path)], mappings: "AAAA" };
      const inline = Buffer.from(JSON.stringify(map)).toString("base64");
      const code = await readFile(path, "utf8");
      const contents = `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}`;
      return { contents, loader: "js" };
    });
  },
};
