import { repositoryRoot } from "../../../cli/stack/paths.ts";
import { compareTables, type PrintedTable, tablesIn } from "./tables.ts";
import { otherCheckout } from "./other-checkout.ts";

/** Benches that say most about the cost of the product; they have a floor. */
const usual = ["steps", "stream"];

/**
 * Runs benches on another commit and on this checkout in turn, as often as `rounds` says, and prints the medians and
 * ratios of their figures, next to the floor. This checkout's code of the benches measures both, so benches that the
 * commit lacks work, too.
 */
export async function compare(
  [ref, ...names]: readonly string[],
  options: readonly string[],
  rounds: number,
): Promise<string> {
  if (!ref) {
    throw new Error("compare needs a commit: deno task bench compare <git ref> [bench ...]");
  }
  await using other = await otherCheckout(ref);
  const wanted = names.length > 0 ? names : usual;
  const floor = wanted.some((name) => usual.includes(name))
    ? await run(repositoryRoot, "floor", options)
    : [];
  const parts = [];
  for (const name of wanted) {
    const [before, after]: [PrintedTable[][], PrintedTable[][]] = [[], []];
    for (let n = 0; n < rounds; n++) {
      before.push(await run(other.path, name, options));
      after.push(await run(repositoryRoot, name, options));
    }
    const of: [string, string] = [other.commit, "this checkout"];
    const tables = compareTables(before, after, of, usual.includes(name) ? floor : []);
    parts.push(`### ${name}\n\n${tables}`);
  }
  return [`Medians of ${rounds} runs each, in turn.`, ...parts].join("\n\n");
}

async function run(
  root: string,
  name: string,
  options: readonly string[],
): Promise<PrintedTable[]> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "dev/bench/main.ts", name, ...options],
    cwd: root,
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error(`the bench ${name} failed in ${root}`);
  const text = new TextDecoder().decode(stdout);
  console.error(`${root}\n${text}`);
  return tablesIn(text);
}
