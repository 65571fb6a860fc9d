import type { AgentSpec } from "../../protocol/agent.ts";
import type { RegisterAgent } from "../../protocol/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { unavailable, validationError } from "../../protocol/user-error.ts";
import { budgetIssues } from "../budget/check-budget.ts";
import type { Tx } from "../connect.ts";
import { Refusal } from "../refusal.ts";
import { checkModel } from "./check-model.ts";
import { checkPrompt } from "./check-prompt.ts";
import { lastListing, resolveTools } from "./check-tools.ts";
import { joined, sound, type Verdict } from "./doubts.ts";
import { NeedsWorker } from "./needs-worker.ts";

/** What a worker found out for a registration. */
export interface Found {
  /** The text that the prompt gives; null when the instructions are a text. */
  instructions?: string | null;
  /** What the prompt's server said no to. */
  issues?: ValidationIssue[];
}

/** How a registration is looked at. */
export interface RegisterOptions {
  /** Whose models are checked; null checks none. */
  provider?: string | null;
  /** What is wrong with the input for those who know its shape: told together with the rest. */
  issues?: ValidationIssue[];
  /** Null: nobody has asked yet, doubts are a worker's to settle (NeedsWorker). */
  found?: Found | null;
}

/** What is wrong with a specification, and its tools. */
export async function lookAt(
  tx: Tx,
  command: RegisterAgent,
  { provider = null, issues = [], found = {} }: RegisterOptions,
) {
  const servers = await lastListing(tx);
  const { model, turnBudget, conversationBudget, instructions } = command;
  const { tools, ...ofTools } = resolveTools(command.tools, servers);
  const certain: ValidationIssue[] = [
    ...issues,
    ...(found?.issues ?? []),
    ...budgetIssues(turnBudget, model, ["turnBudget"]),
    ...budgetIssues(conversationBudget, model, ["conversationBudget"]),
  ];
  const named = model.trim() !== "" && provider !== null;
  const verdict = joined([
    { issues: certain, doubts: [] },
    named ? await checkModel(tx, provider, model) : sound,
    typeof instructions === "string" ? sound : checkPrompt(instructions.prompt, servers),
    ofTools,
  ]);
  return { tools, verdict };
}

/** The specification that a command stands for. Throws a Refusal that names every fault at once, or NeedsWorker. */
export async function checkedSpec(
  tx: Tx,
  command: RegisterAgent,
  options: RegisterOptions,
): Promise<AgentSpec> {
  const { tools, verdict } = await lookAt(tx, command, options);
  const { found = {} } = options;
  refuseFaults(verdict, found === null);
  const { model, settings, turnBudget, conversationBudget, instructions } = command;
  const common = { model, settings, tools, turnBudget, conversationBudget };
  if (typeof instructions === "string") return { ...common, instructions };
  if (found?.instructions == null) throw new NeedsWorker();
  return { ...common, instructions: found.instructions, prompt: instructions.prompt };
}

function refuseFaults({ issues, doubts }: Verdict, unasked: boolean) {
  if (issues.length === 0 && doubts.length === 0) return;
  if (issues.length === 0 && unasked) throw new NeedsWorker();
  const silent = doubts.find((d) => d.silent);
  if (issues.length === 0 && silent) {
    const away = "models" in silent.ask ? "mistral" : silent.ask.server;
    throw new Refusal(unavailable(away, `${away} does not answer. Try again with the same key.`));
  }
  const all = [...issues, ...doubts.filter((d) => !d.silent)];
  throw new Refusal(validationError(all.map(({ path, message }) => ({ path, message }))));
}
