// A source tree for tests of builds, with a fast build program.
import { fromFileUrl, repositoryRoot } from "../../stack/paths.ts";

const folders = [
  ...["worker/build", "protocol", "validation", "store", "telemetry"],
  ...["sandbox", "cli/build", "deploy/image"],
  ...["cli/operator", "cli/keys", "cli/quotas", "cli/audit", "cli/command"],
];
/** The build program: counts its runs in a file, and copies a source. */
const program = `
  import { appendFileSync, copyFileSync } from "node:fs";
  appendFileSync("runs", "x");
  copyFileSync("worker/source.ts", process.argv[2] + "/built");
`;

/** A small tree whose build is a copy of `worker/source.ts`. */
export class TestTree {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Writes a file of the tree. */
  async write(path: string, text: string): Promise<void> {
    await Deno.writeTextFile(`${this.root}/${path}`, text);
  }

  /** The number of builds. */
  async runs(): Promise<number> {
    return (await Deno.readTextFile(`${this.root}/runs`).catch(() => "")).length;
  }

  /** The names in its folder of builds. */
  builds(): Promise<string[]> {
    return Array.fromAsync(
      Deno.readDir(`${this.root}/node_modules/.tramontane`),
      ({ name }) => name,
    );
  }

  /** Builds it in another process; the folder that the process prints. */
  async buildElsewhere(): Promise<string> {
    const script = fromFileUrl(new URL("./build.ts", import.meta.url));
    const args = ["run", "-A", "--no-check", script, this.root];
    const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
    return new TextDecoder().decode(stdout).trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}

/** Creates a tree in a new folder. */
export async function makeTestTree(): Promise<TestTree> {
  const tree = new TestTree(await Deno.makeTempDir({ prefix: "tramontane-build-" }));
  for (const folder of [...folders, "node_modules"]) {
    await Deno.mkdir(`${tree.root}/${folder}`, { recursive: true });
  }
  await Deno.symlink(`${repositoryRoot}/node_modules/tsx`, `${tree.root}/node_modules/tsx`);
  for (const path of ["import_map.json", "deno.lock"]) await tree.write(path, "{}");
  await tree.write("package.json", '{ "type": "module" }');
  await tree.write("worker/build/main.ts", program);
  await tree.write("worker/source.ts", "one");
  return tree;
}
