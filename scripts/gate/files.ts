/** Which runner runs a test file, and in which step. */
export type Suite = "deno" | "sandbox" | "worker" | "integration";

/** Folders whose tests Deno runs; `tests/` itself holds what looks at the repository. */
const denoFolders = [
  "protocol",
  "telemetry",
  "schema",
  "src",
  "store",
  "mcp",
  "clients",
  "scripts",
];

/** The suite of a test file by its path from the root; nothing when no step runs it. */
export function suiteOf(path: string): Suite | undefined {
  const [folder = "", ...rest] = path.split("/");
  if (folder === "tests") return rest.length > 1 ? "integration" : "deno";
  if (folder === "sandbox" || folder === "worker") return folder;
  return denoFolders.includes(folder) ? "deno" : undefined;
}

const skipped = ["node_modules", ".git", ".tramontane", "coverage", "histories"];

/** All `*.test.ts` below the root, as paths from it, sorted: Node 20 expands no globs. */
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
