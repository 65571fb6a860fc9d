import { graphqlAddress } from "../graphql-address.ts";
import { UsageError } from "../research/options.ts";
import { taskCommand } from "../task-command.ts";

/** What to score, and how. */
export interface EvalsOptions {
  /** Names of cases; empty: all. */
  cases: string[];
  /** Stored: the newest run of each case, or this one. Fresh: new runs. Compare: new runs under two aliases. */
  mode:
    | { of: "stored"; run: string | null }
    | { of: "fresh"; alias: string }
    | { of: "compare"; aliases: [string, string] };
  /** Runs at once. */
  parallel: number;
  /** Whether the judge agent is asked; null: where a real model wrote the report. */
  judge: boolean | null;
  dataset: string;
  /** The JSON file; absent: one in the state folder, named by the time. */
  json?: string;
  url?: string;
}

/** How to call it. */
export const usage = () =>
  [
    `Call it as: ${taskCommand("evals [case ...]")}`,
    "                                               scores the newest stored run of each case",
    "    --run <id>                                 this run (for a question of no case: the rules for all)",
    "    --fresh [--alias stable] [--parallel 2]    new runs",
    "    --compare <alias> <alias>                  new runs with two sets of agent versions, side by side",
    "    [--judge | --no-judge] [--dataset evals] [--json file] [--url http://127.0.0.1:4000/graphql]",
  ].join("\n");

const valued = ["run", "alias", "parallel", "dataset", "json", "url"];
const bare = ["fresh", "judge", "no-judge"];

/** Reads the arguments. Throws UsageError. */
export function evalsOptions(args: readonly string[]): EvalsOptions {
  const left = [...args];
  const flags: Record<string, string> = {};
  const cases: string[] = [];
  const faults: string[] = [];
  let aliases: [string, string] | undefined;
  const next = () => left[0]?.startsWith("--") ? undefined : left.shift();
  while (left.length > 0) {
    const [, name, , given] = /^--([a-z-]+)(=(.*))?$/s.exec(left[0] ?? "") ?? [];
    const word = left.shift() ?? "";
    if (name === undefined) cases.push(word);
    else if (bare.includes(name)) flags[name] = "yes";
    else if (name === "compare") aliases = [next() ?? "", next() ?? ""];
    else if (valued.includes(name)) flags[name] = given ?? next() ?? "";
    else faults.push(`--${name} is not known`);
  }
  faults.push(...faultsOf(flags, aliases));
  if (faults.length > 0) throw new UsageError([...faults, usage()].join("\n"));
  return {
    cases,
    mode: modeOf(flags, aliases),
    parallel: Number(flags.parallel ?? 2),
    judge: flags.judge ? true : flags["no-judge"] ? false : null,
    dataset: flags.dataset ?? "evals",
    ...(flags.json && { json: flags.json }),
    ...(flags.url && { url: graphqlAddress(flags.url) ?? flags.url }),
  };
}

function modeOf(
  flags: Record<string, string>,
  aliases: [string, string] | undefined,
): EvalsOptions["mode"] {
  if (aliases) return { of: "compare", aliases };
  if (flags.fresh) return { of: "fresh", alias: flags.alias ?? "stable" };
  return { of: "stored", run: flags.run ?? null };
}

function faultsOf(flags: Record<string, string>, aliases: [string, string] | undefined): string[] {
  const ways = ["run", "fresh"].filter((name) => name in flags);
  if (aliases) ways.push("compare");
  return [
    ...valued.filter((name) => flags[name] === "").map((name) => `--${name} has no value`),
    ...(ways.length > 1 ? [`--${ways.join(" and --")} exclude each other`] : []),
    ...(aliases?.includes("") ? ["--compare needs two aliases"] : []),
    ...(flags.alias && !flags.fresh ? ["--alias goes with --fresh"] : []),
    ...(flags.judge && flags["no-judge"] ? ["--judge and --no-judge exclude each other"] : []),
    ...(flags.parallel && !/^([1-9]|1\d|20)$/.test(flags.parallel)
      ? [`--parallel is ${flags.parallel}; use 1 to 20`]
      : []),
  ];
}
