import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { limits } from "../../protocol/limits.ts";
import type { ForkResearch, StartResearch } from "../../protocol/research/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { symbolIn, symbolMessage } from "../../protocol/research/symbol.ts";
import { agentNameMessage } from "../agent/register-agent-input.ts";
import { ownerIssues, toOwner } from "../access/share-input.ts";
import { type BudgetGiven, budgetIssues, toBudget } from "../budget/budget-input.ts";
import { issueIf, listIssues, type Maybe, rangeIssues, textIssues } from "../mutation/issues.ts";

/** Input of startResearch. */
export interface StartResearchInput
  extends Omit<StartResearch, "allowUnknown" | "budget" | "onBehalfOf"> {
  allowUnknown?: Maybe<boolean>;
  onBehalfOf?: Maybe<string>;
  budget?: Maybe<BudgetGiven>;
}

/** Input of forkResearch. */
export interface ForkResearchInput extends Omit<ForkResearch, "budget" | "onBehalfOf"> {
  onBehalfOf?: Maybe<string>;
  budget?: Maybe<BudgetGiven>;
}

/** Issues of an input of startResearch, except whether the agents have the alias and the symbols are known. */
export function startResearchIssues(input: StartResearchInput): ValidationIssue[] {
  return [
    ...textIssues(input.question, ["question"], limits.questionLength),
    ...symbolIssues(input.symbols),
    ...rangeIssues(input.searches, ["searches"], [1, 20]),
    ...rangeIssues(input.revisions, ["revisions"], [0, 5]),
    ...issueIf(
      languageOf(input.language) === null,
      ["language"],
      "Write a BCP 47 language, such as en or pt-BR.",
    ),
    ...issueIf(!agentNamePattern.test(input.alias), ["alias"], agentNameMessage),
    ...budgetIssues(input.budget, ["budget"]),
    ...ownerIssues(input.onBehalfOf),
  ];
}

function symbolIssues(symbols: string[]): ValidationIssue[] {
  const max = [limits.symbols, `Name at most ${limits.symbols} symbols.`] as const;
  const normalized = symbols.slice(0, limits.symbols).map(symbolIn);
  return listIssues(symbols, ["symbols"], max, (_, path, i) => {
    const symbol = normalized[i] ?? null;
    if (symbol === null) return [{ path, message: symbolMessage }];
    return issueIf(normalized.indexOf(symbol) < i, path, "This symbol is named twice.");
  });
}

/** Maximum length of a language tag: RFC 5646 requires support for 35 characters. */
const maxLanguageLength = 35;

/** Canonical form of a BCP 47 language tag; null for other text. */
function languageOf(language: string): string | null {
  if (language.length > maxLanguageLength) return null;
  try {
    return Intl.getCanonicalLocales(language)[0] ?? null;
  } catch {
    return null;
  }
}

/** Issues of an input of forkResearch. */
export function forkResearchIssues(input: ForkResearchInput): ValidationIssue[] {
  return [...budgetIssues(input.budget, ["budget"]), ...ownerIssues(input.onBehalfOf)];
}

/** The command of a valid input. */
export function toStartResearch(
  { onBehalfOf, allowUnknown, ...input }: StartResearchInput,
): StartResearch {
  return {
    ...input,
    // Absent by default, so that keys which an earlier release recorded stay valid.
    ...(allowUnknown && { allowUnknown }),
    ...toOwner(onBehalfOf),
    question: input.question.trim(),
    symbols: input.symbols.map((s) => symbolIn(s) ?? s),
    language: languageOf(input.language) ?? input.language,
    budget: toBudget(input.budget),
  };
}

/** The command of a valid input. */
export function toForkResearch({ onBehalfOf, ...input }: ForkResearchInput): ForkResearch {
  return { ...input, ...toOwner(onBehalfOf), budget: toBudget(input.budget) };
}
