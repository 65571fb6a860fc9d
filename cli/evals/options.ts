import type { Arguments, CommandSpec } from "../command/command.ts";
import { serverOption } from "../graphql-address.ts";

/** Options of an evaluation. */
export interface EvalsOptions {
  /** Names of cases; empty: all. */
  cases: string[];
  /** Stored: the newest run of each case, or this one. Fresh: new runs. Compare: new runs under two aliases. */
  mode:
    | { of: "stored"; run: string | null }
    | { of: "fresh"; alias: string }
    | { of: "compare"; aliases: [string, string] };
  /** New runs at a time. */
  parallel: number;
  /** Whether the judge agent is asked; null: only about reports of a real model. */
  judge: boolean | null;
  dataset: string;
  /** The JSON file; default: one in the state folder, named after the time. */
  json?: string;
  url?: string;
}

const options = {
  run: {
    type: "text",
    example: "<id>",
    description: "score this run; by the general rules if no case has its question",
  },
  fresh: { type: "flag", description: "score new runs" },
  alias: {
    type: "text",
    example: "stable",
    description: "alias of the agent versions of new runs",
  },
  compare: {
    type: "text",
    example: "<alias> <alias>",
    values: 2,
    description: "score new runs with two sets of agent versions, side by side",
  },
  parallel: {
    type: "integer",
    example: "2",
    min: 1,
    max: 20,
    default: 2,
    description: "new runs at a time",
  },
  judge: { type: "flag", description: "ask the judge agent, also about emulated reports" },
  "no-judge": { type: "flag", description: "do not ask the judge agent" },
  dataset: {
    type: "text",
    example: "folder",
    default: "cli/evals/cases",
    description: "folder of the cases",
  },
  json: { type: "text", example: "file", description: "file of the results" },
  url: serverOption,
} as const;

type Given = Arguments<typeof options>;

/** The arguments of `tramontane evals`. */
export const evalsArguments: CommandSpec<typeof options> = {
  name: "evals",
  summary: "Scores the newest stored research report of each case, or new ones",
  words: "[case...]",
  options,
  notes: "Exit code: 0 when all cases passed, 1 when one did not, 2 for invalid arguments.",
  check: ({ values }) => faultsOf(values),
};

/** The options of an evaluation from its arguments, which are checked. */
export function evalsOptions({ values, words }: Given): EvalsOptions {
  const { judge, "no-judge": noJudge, json, url, parallel, dataset } = values;
  return {
    cases: words,
    mode: modeOf(values),
    parallel,
    judge: judge ? true : noJudge ? false : null,
    dataset,
    ...(json && { json }),
    ...(url && { url }),
  };
}

function modeOf({ compare, fresh, alias, run }: Given["values"]): EvalsOptions["mode"] {
  if (compare) return { of: "compare", aliases: [compare[0] ?? "", compare[1] ?? ""] };
  if (fresh) return { of: "fresh", alias: alias ?? "stable" };
  return { of: "stored", run };
}

function faultsOf(values: Given["values"]): string[] {
  const modes = (["run", "fresh", "compare"] as const).filter((name) => values[name]);
  return [
    ...(modes.length > 1 ? [`--${modes.join(" and --")} exclude each other`] : []),
    ...(values.compare && values.compare.length < 2 ? ["--compare needs two aliases"] : []),
    ...(values.alias && !values.fresh ? ["--alias goes with --fresh"] : []),
    ...(values.judge && values["no-judge"] ? ["--judge and --no-judge exclude each other"] : []),
  ];
}
