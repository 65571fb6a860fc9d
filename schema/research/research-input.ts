import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { limits } from "../../protocol/limits.ts";
import type { ForkResearch, StartResearch } from "../../protocol/research/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { symbolIn, symbolMessage } from "../../protocol/research/symbol.ts";
import { agentNameMessage } from "../agent/register-agent-input.ts";
import { type BudgetGiven, budgetIssues, toBudget } from "../budget/budget-input.ts";
import { issueIf, keyIssues, listIssues, rangeIssues, textIssues } from "../mutation/issues.ts";

type Maybe<T> = T | null | undefined;

/** What a client sends to startResearch. */
export interface StartResearchInput extends Omit<StartResearch, "budget"> {
  budget?: Maybe<BudgetGiven>;
}

/** What a client sends to forkResearch. */
export interface ForkResearchInput extends Omit<ForkResearch, "budget"> {
  budget?: Maybe<BudgetGiven>;
}

/** All that is wrong with an input of startResearch; whether the alias is there is the store's to know. */
export function startResearchIssues(input: StartResearchInput): ValidationIssue[] {
  return [
    ...keyIssues(input.idempotencyKey),
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
  ];
}

function symbolIssues(symbols: string[]): ValidationIssue[] {
  const most = [limits.symbols, `Name at most ${limits.symbols} symbols.`] as const;
  const written = symbols.slice(0, limits.symbols).map(symbolIn);
  return listIssues(symbols, ["symbols"], most, (_, path, i) => {
    const symbol = written[i] ?? null;
    if (symbol === null) return [{ path, message: symbolMessage }];
    return issueIf(written.indexOf(symbol) < i, path, "This symbol is named twice.");
  });
}

/** Longest language tag, UTF-16 units: RFC 5646 asks for room for 35. */
const languageLength = 35;

/** The canonical writing of a BCP 47 language; null when it is not one. */
function languageOf(language: string): string | null {
  if (language.length > languageLength) return null;
  try {
    return Intl.getCanonicalLocales(language)[0] ?? null;
  } catch {
    return null;
  }
}

/** All that is wrong with an input of forkResearch. */
export function forkResearchIssues(input: ForkResearchInput): ValidationIssue[] {
  return [...keyIssues(input.idempotencyKey), ...budgetIssues(input.budget, ["budget"])];
}

/** The command that an input without issues stands for. */
export function toStartResearch(input: StartResearchInput): StartResearch {
  return {
    ...input,
    question: input.question.trim(),
    symbols: input.symbols.map((s) => symbolIn(s) ?? s),
    language: languageOf(input.language) ?? input.language,
    budget: toBudget(input.budget),
  };
}

/** The command that an input without issues stands for. */
export function toForkResearch(input: ForkResearchInput): ForkResearch {
  return { ...input, budget: toBudget(input.budget) };
}
