import { symbolIn, symbolMessage } from "../../protocol/research/symbol.ts";
import { graphqlAddress } from "../graphql-address.ts";
import { taskCommand } from "../task-command.ts";

/** What a run is asked for, and where. Absent: the server's default. */
export interface ResearchOptions {
  question: string;
  symbols?: string[];
  searches?: number;
  revisions?: number;
  language?: string;
  alias?: string;
  /** The API's GraphQL address; absent: that of the start which runs here. */
  url?: string;
  /** Folder for the files of the report; absent: `reports` in the state folder. */
  out?: string;
}

/** How to call it. */
export const usage = () =>
  [
    `Call it as: ${taskCommand('research "How is NVDA doing against AMD?"')}`,
    "    [--symbols NVDA,AMD] [--searches 5] [--revisions 2] [--language en] [--alias stable]",
    "    [--out folder] [--url http://127.0.0.1:4000/graphql]",
  ].join("\n");

/** The call cannot be understood; the message says all that is wrong and how to call it. */
export class UsageError extends Error {
  override name = "UsageError";
}

const known = ["symbols", "searches", "revisions", "language", "alias", "url", "out"];

/** Reads the arguments: words are the question, `--name value` or `--name=value` the rest. Throws UsageError. */
export function researchOptions(args: readonly string[]): ResearchOptions {
  const { words, flags, faults } = split(args);
  const question = words.join(" ").trim();
  if (!question) faults.push("the question is missing");
  const symbols = symbolsIn(flags.symbols, faults);
  const options: ResearchOptions = {
    question,
    ...(symbols && { symbols }),
    ...number("searches", flags.searches, 1, 20, faults),
    ...number("revisions", flags.revisions, 0, 5, faults),
    ...(flags.language && { language: flags.language }),
    ...(flags.alias && { alias: flags.alias }),
    ...address(flags.url, faults),
    ...(flags.out && { out: flags.out }),
  };
  if (faults.length > 0) throw new UsageError([...faults, usage()].join("\n"));
  return options;
}

function symbolsIn(given: string | undefined, faults: string[]): string[] | undefined {
  return given?.split(",").filter((text) => text.trim() !== "").map((text) => {
    const symbol = symbolIn(text);
    if (symbol === null) faults.push(`--symbols: ${JSON.stringify(text)}. ${symbolMessage}`);
    return symbol ?? text;
  });
}

interface Split {
  words: string[];
  flags: Record<string, string>;
  faults: string[];
}

function split(args: readonly string[]): Split {
  const found: Split = { words: [], flags: {}, faults: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [, name, , given] = /^--([a-z]+)(=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) {
      if (arg !== "--") found.words.push(arg);
    } else if (!known.includes(name)) found.faults.push(`--${name} is not known`);
    else found.flags[name] = given ?? args[++i] ?? "";
    if (name && known.includes(name) && !found.flags[name]) {
      found.faults.push(`--${name} has no value`);
    }
  }
  return found;
}

function number(
  name: "searches" | "revisions",
  value: string | undefined,
  least: number,
  most: number,
  faults: string[],
): { [name: string]: number } {
  if (!value) return {};
  const given = Number(value);
  if (/^\d+$/.test(value) && given >= least && given <= most) return { [name]: given };
  faults.push(`--${name} is ${value}; use a number from ${least} to ${most}`);
  return {};
}

function address(url: string | undefined, faults: string[]): { url?: string } {
  if (!url) return {};
  const graph = graphqlAddress(url);
  if (graph) return { url: graph };
  faults.push(`--url is ${url}; use an address such as http://127.0.0.1:4000/graphql`);
  return {};
}
