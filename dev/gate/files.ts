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

const skipped = ["node_modules", ".git", ".tramontane", "coverage", "histories"];

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

/** Hooks of a whole file, and changes of the process's state, would reach the other files of a module. */
const isolatedBy =
  /^(before|after|beforeEach|afterEach)\(|mock\.|env\.set|env\.delete|process\.env|globalThis|Deno\.chdir|testDatabase|TEST_/m;

/** Which files of the Deno suite cannot share a module, and so a process's state, with others. */
export async function isolatedFiles(root: string, paths: readonly string[]): Promise<Set<string>> {
  const found = await Promise.all(paths.map(async (path) => {
    if (suiteOf(path) !== "deno") return [];
    return isolatedBy.test(await Deno.readTextFile(`${root}/${path}`)) ? [path] : [];
  }));
  return new Set(found.flat());
}

/** How an integration test gets its stack. */
export const stackUseOf = (path: string) => stackUses[path.replace(/^tests\//, "")];
