import { stackUses } from "../../tests/support/stacks.ts";

/** Which runner runs a test file, and in which step. */
export type Suite = "deno" | "sandbox" | "worker" | "integration";

/**
 * The suite of a test file by its path from the root. Deno runs every file that does not need Node; files in folders of
 * `tests/` start servers.
 */
export function suiteOf(path: string): Suite {
  const [folder, ...rest] = path.split("/");
  if (folder === "tests" && rest.length > 1) return "integration";
  return folder === "sandbox" || folder === "worker" ? folder : "deno";
}

const skipped = ["node_modules", ".git", ".next", ".tramontane", "coverage", "histories"];

/** All `*.test.ts` below the root, as paths from it, sorted; integration tests in the order of their table. */
export async function testFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (folder: string) => {
    for await (const entry of Deno.readDir(`${root}/${folder}`)) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory && !skipped.includes(entry.name)) await walk(path);
      if (entry.isFile && entry.name.endsWith(".test.ts")) found.push(path);
    }
  };
  await walk("");
  const order = Object.keys(stackUses).map((path) => `tests/${path}`);
  return found.sort().toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
}

/**
 * How a file of the Deno suite runs: `isolated` in a module of its own, since hooks of each test and changes of the
 * process's state would reach the other files of a module; in a module with the others that use a `database`, whose hooks
 * create one for each file, or a `browser`; or in any module, `shared`.
 */
export type DenoUse = "isolated" | "database" | "browser" | "shared";

const isolatedBy =
  /^(beforeEach|afterEach)\(|mock\.|env\.set|env\.delete|usePrices|process\.env|globalThis|Deno\.chdir/m;

/** The use of each file of the Deno suite, by its text. */
export async function denoUses(
  root: string,
  paths: readonly string[],
): Promise<Map<string, DenoUse>> {
  const files = paths.filter((path) => suiteOf(path) === "deno");
  return new Map(
    await Promise.all(files.map(async (path): Promise<[string, DenoUse]> => {
      const text = await Deno.readTextFile(`${root}/${path}`);
      if (isolatedBy.test(text)) return [path, "isolated"];
      if (text.includes("startBrowser")) return [path, "browser"];
      return [path, /testDatabase|TEST_/.test(text) ? "database" : "shared"];
    })),
  );
}

/** How an integration test gets its stack. */
export const stackUseOf = (path: string) => stackUses[path.replace(/^tests\//, "")];
