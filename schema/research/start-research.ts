import { scopesOfMaking } from "../access/share-input.ts";
import { limits } from "../../protocol/limits.ts";
import { BudgetInput } from "../budget/budget.ts";
import { mutation } from "../mutation/mutation.ts";
import { startResearchIssues, toStartResearch } from "./research-input.ts";
import { newRunField } from "./research-payload.ts";

mutation("startResearch", {
  description:
    "Starts a research run. A market data server is asked for symbols that are not known yet; where none answers, they are accepted unchecked (`ResolvedSymbol.known`).",
  input: (t) => ({
    question: t.string({
      description: `Question to answer, at most ${limits.questionLength} characters.`,
      required: true,
    }),
    symbols: t.stringList({
      description:
        "Ticker symbols that the question is about, at most 10, as Yahoo Finance writes them, in upper or lower case: `BRK-B`, `M&M.NS`, `^GSPC`.",
      required: true,
      defaultValue: [],
    }),
    allowUnknown: t.boolean({
      description:
        "True: the run starts although no security has one of the symbols, and its report names what is missing. False: such a symbol is a fault of the input, with suggestions.",
      required: true,
      defaultValue: false,
    }),
    searches: t.int({
      description: "Maximum number of searches, 1 to 20.",
      required: true,
      defaultValue: 5,
    }),
    revisions: t.int({
      description:
        "How often the report may go back to the writer, for what the verifier or the check found, 0 to 5.",
      required: true,
      defaultValue: 2,
    }),
    language: t.string({
      description: "Language of the report, a BCP 47 tag.",
      required: true,
      defaultValue: "en",
    }),
    alias: t.string({
      description: "Alias that selects the versions of the research agents.",
      required: true,
      defaultValue: "stable",
    }),
    budget: t.field({ type: BudgetInput, description: "Limits of the run; null: none." }),
    onBehalfOf: t.string({
      description:
        "Subject of the owner, for services that act for their users; needs the scope tokens:mint. Null: the caller.",
    }),
  }),
  scope: (input) => scopesOfMaking("research:write", input),
  issues: (input) => startResearchIssues(input),
  execute: (input, commands) => commands.startResearch(toStartResearch(input)),
  payload: { description: "The research run has started.", fields: newRunField },
  errors: ["NotFoundError", "ConflictError", "BudgetExceededError", "UnavailableError"],
});
