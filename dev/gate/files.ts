/** Which runner runs a test file, and in which step. */
export type Suite = "deno" | "sandbox" | "worker" | "integration";

/**
 * The suite of a test file by its path from the root. Deno runs all that Node need not run; `tests/`
 * itself holds what looks at the repository, its folders what brings up servers.
 */
export function suiteOf(path: string): Suite {
  const [folder, ...rest] = path.split("/");
  if (folder === "tests" && rest.length > 1) return "integration";
  return folder === "sandbox" || folder === "worker" ? folder : "deno";
}

const skipped = ["node_modules", ".git", ".tramontane", "coverage", "histories"];

/** All `*.test.ts` below the root, as paths from it, sorted: one order in each run. */
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
  return found.sort();
}
