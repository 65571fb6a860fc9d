import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * Bundles Node programs, each with our sources and most packages in one file: `worker/main.ts` becomes
 * `<folder>/worker/main.mjs`, its source map beside it. Run from the repository's root. Node must be able to resolve the
 * packages that stay outside from the folder.
 */
export async function bundlePrograms(folder: string, entries: readonly string[]): Promise<void> {
  await build({
    entryPoints: [...entries],
    outdir: folder,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    external: await packagesOutside(),
    // CommonJS packages load Node's own modules with `require`, which an ES module does not have.
    banner: { js: requireOfModule },
    sourcemap: true,
    sourcesContent: false,
    plugins: [coarsePackageMaps],
    logLevel: "silent",
  });
}

const requireOfModule = 'import { createRequire as requireOf } from "node:module";' +
  "const require = requireOf(import.meta.url);";

/**
 * Temporal's packages find files and native code beside their own, its protobufs break when split, and OpenTelemetry must be
 * the one that Temporal's interceptors load.
 */
async function packagesOutside(): Promise<string[]> {
  const { imports } = JSON.parse(await readFile("import_map.json", "utf8"));
  return Object.keys(imports).filter((name) => /^@(temporalio|opentelemetry)\/[^/]+$/.test(name));
}

/** Packages keep their file names in traces and lose their lines: Node parses the whole map at each start. */
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
