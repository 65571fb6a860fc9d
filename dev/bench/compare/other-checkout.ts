import { dirname } from "node:path/posix";
import { repositoryRoot } from "../../../cli/stack/paths.ts";

/** A checkout of another commit, with the benches of this one. */
export interface OtherCheckout extends AsyncDisposable {
  path: string;
  /** Its short name. */
  commit: string;
}

/** The benches, and the client that they read with: of this checkout, so that only the product differs. */
const copied = ["dev/bench", "clients/client"];

/** Checks a commit out into a temporary folder; disposing of it removes the folder. */
export async function otherCheckout(ref: string): Promise<OtherCheckout> {
  const commit = await git("rev-parse", "--short", `${ref}^{commit}`);
  const path = `${await Deno.makeTempDir({ prefix: "tramontane-compare-" })}/${commit}`;
  await git("worktree", "add", "--detach", path, commit);
  const remove = async () => void await git("worktree", "remove", "--force", path);
  try {
    await installPackages(path);
    for (const folder of copied) {
      await Deno.remove(`${path}/${folder}`, { recursive: true }).catch(() => undefined);
      await Deno.mkdir(dirname(`${path}/${folder}`), { recursive: true });
      await run("cp", ["-R", `${repositoryRoot}/${folder}`, `${path}/${folder}`], repositoryRoot);
    }
    return { path, commit, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The packages of this checkout where both have the same, else its own. */
async function installPackages(path: string): Promise<void> {
  const [theirs, ours] = await Promise.all(
    [path, repositoryRoot].map((root) => Deno.readTextFile(`${root}/deno.lock`)),
  );
  if (theirs === ours) await Deno.symlink(`${repositoryRoot}/node_modules`, `${path}/node_modules`);
  else await run(Deno.execPath(), ["install", "--frozen"], path);
}

const git = (...args: string[]) => run("git", args, repositoryRoot);

async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, { args, cwd }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${text(stderr)}`);
  return text(stdout);
}
