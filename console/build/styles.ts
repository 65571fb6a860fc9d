import { readdir } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * The one style sheet: esbuild writes one for each screen as well, with the shared rules again in each, and loads none
 * of them with the script of a screen.
 */
export const styleEntry = "all-styles:styles";

/** Later folders may override what earlier ones say. */
const folders = ["ui", "app"];

/** Makes `styleEntry` of all style sheets of the console, in an order that does not depend on the imports of scripts. */
export const allStyles: Plugin = {
  name: "all-styles",
  setup({ onResolve, onLoad, onEnd }) {
    onResolve({ filter: /^all-styles:/ }, ({ path }) => ({
      path: path.slice("all-styles:".length),
      namespace: "all-styles",
    }));
    onLoad({ filter: /.*/, namespace: "all-styles" }, async () => ({
      contents: (await styleSheets()).map((path) => `@import "./${path}";\n`).join(""),
      resolveDir: "console",
      loader: "css",
    }));
    onEnd(({ metafile }) => {
      const all = Object.values(metafile?.outputs ?? {});
      const inputsOf = (outputs: typeof all) =>
        outputs.flatMap(({ inputs }) => Object.keys(inputs)).filter((path) =>
          path.endsWith(".css")
        );
      const included = inputsOf(all.filter(({ entryPoint }) => entryPoint === styleEntry));
      const left = inputsOf(all).find((path) => !included.includes(path));
      if (left) return { errors: [{ text: `@import ${left} in a style sheet of console/ui` }] };
    });
  },
};

/** Paths below `console/`; that of the tokens first. */
async function styleSheets(): Promise<string[]> {
  const paths = (await readdir("console", { recursive: true }))
    .map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".css"));
  const rank = (path: string) => {
    if (!path.endsWith(".module.css")) return -1;
    const at = folders.indexOf(path.split("/")[0] ?? "");
    return at === -1 ? folders.length : at;
  };
  return paths.sort().toSorted((a, b) => rank(a) - rank(b));
}
