import { symbolIn, symbolMessage } from "../../protocol/research/symbol.ts";
import type { Arguments, CommandSpec } from "../command/command.ts";
import { serverOption } from "../graphql-address.ts";

/** What to research, and at which server. What is left out has the server's default. */
export interface ResearchOptions {
  question: string;
  symbols?: string[];
  /** Symbols that no security has are accepted. */
  allowUnknown?: boolean;
  searches?: number;
  revisions?: number;
  language?: string;
  alias?: string;
  /** The API's GraphQL address; left out: the start of this folder. */
  url?: string;
  /** Folder for the files of the report; left out: `reports` in the state folder. */
  out?: string;
}

const options = {
  symbols: { type: "text", example: "NVDA,AMD", description: "symbols of the companies" },
  "symbols-list": { type: "flag", description: "lists the symbols with sample market data" },
  "allow-unknown": {
    type: "flag",
    description: "starts although a symbol is unknown; the report names what is missing",
  },
  searches: {
    type: "integer",
    example: "5",
    min: 1,
    max: 20,
    description: "largest number of searches",
  },
  revisions: {
    type: "integer",
    example: "2",
    min: 0,
    max: 5,
    description: "largest number of revisions of the report",
  },
  language: { type: "text", example: "en", description: "language of the report" },
  alias: { type: "text", example: "stable", description: "alias of the agent versions" },
  out: { type: "text", example: "folder", description: "folder for the files of the report" },
  url: serverOption,
} as const;

/** The arguments of `tramontane research`. */
export const researchArguments: CommandSpec<typeof options> = {
  name: "research",
  summary: "Researches a question and shows the progress; prints and saves the report",
  words: "<question>",
  options,
  notes: "Exit code: 0 verified, 1 failed, 2 invalid arguments, 3 not verified, 4 no server,\n" +
    "130 cancelled by Ctrl-C.",
  check: (given) => given.values["symbols-list"] ? listFaults(given) : read(given).faults,
};

/** The options of a run from its arguments, which are checked. */
export function researchOptions(given: Arguments<typeof options>): ResearchOptions {
  return read(given).options;
}

function read({ values, words }: Arguments<typeof options>) {
  const faults: string[] = [];
  const question = words.join(" ").trim();
  if (!question) faults.push("the question is missing");
  const { searches, revisions, language, alias, out } = values;
  const symbols = symbolsIn(values.symbols, faults);
  const options: ResearchOptions = {
    question,
    ...(symbols && { symbols }),
    ...(values["allow-unknown"] && { allowUnknown: true }),
    ...(searches !== null && { searches }),
    ...(revisions !== null && { revisions }),
    ...(language && { language }),
    ...(alias && { alias }),
    ...(values.url && { url: values.url }),
    ...(out && { out }),
  };
  return { options, faults };
}

/** The list is printed instead of a run: a question or an option of a run beside it is a mistake. */
function listFaults({ values, words }: Arguments<typeof options>): string[] {
  const { "symbols-list": _, ...others } = values;
  const isGiven = Object.values<unknown>(others).some((value) => value !== null && value !== false);
  return words.length > 0 || isGiven ? ["--symbols-list takes no other arguments"] : [];
}

function symbolsIn(given: string | null, faults: string[]): string[] | undefined {
  return given?.split(",").filter((text) => text.trim() !== "").map((text) => {
    const symbol = symbolIn(text);
    if (symbol === null) faults.push(`--symbols: ${JSON.stringify(text)}. ${symbolMessage}`);
    return symbol ?? text;
  });
}
