import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { RegisterAgent } from "../../protocol/agent/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { unavailable, validationError } from "../../protocol/user-error.ts";
import { budgetIssues } from "../budget/validate-budget.ts";
import { modelsOf } from "../budget/spec-budget.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import { resolveHandoffs } from "./resolve-handoffs.ts";
import { checkModel } from "./validate-model.ts";
import { checkPrompt } from "./validate-prompt.ts";
import { readListings, resolveTools } from "./resolve-tools.ts";
import { type Findings, mergeFindings, noFindings, type PendingVerification } from "./findings.ts";
import { VerificationRequired } from "./verification-required.ts";

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
  /** Null: nobody has asked yet, pendingVerifications are a worker's to settle (VerificationRequired). */
  found?: Found | null;
}

/** Says why a JSON Schema cannot be used; nothing when it can. */
export type CheckSchema = (schema: unknown) => string[];

type Options = RegisterOptions & { checkSchema: CheckSchema };

/** What is wrong with a specification; its tools and hand-offs. */
export async function inspectRegistration(
  tx: Tx,
  tenant: string,
  command: RegisterAgent,
  { provider = null, issues = [], found = {}, checkSchema }: Options,
) {
  const servers = await readListings(tx);
  const { model, turnBudget, conversationBudget, instructions } = command;
  const models = modelsOf(command);
  const { tools, ...ofTools } = resolveTools(command.tools, servers);
  const handoffs = await pinnedHandoffs(tx, tenant, command);
  const certain: ValidationIssue[] = [
    ...issues,
    ...(found?.issues ?? []),
    ...handoffs.issues,
    ...schemaIssues(command.outputSchema, checkSchema),
    ...budgetIssues(turnBudget, models, ["turnBudget"]),
    ...budgetIssues(conversationBudget, models, ["conversationBudget"]),
  ];
  const named = model.trim() !== "" && provider !== null;
  const findings = mergeFindings([
    { issues: certain, pendingVerifications: [] },
    named ? await checkModel(tx, provider, model) : noFindings,
    await checkFallback(tx, provider, command),
    // What its server itself said of the prompt stands above its last listing.
    typeof instructions === "string" || found?.issues?.length
      ? noFindings
      : checkPrompt(instructions.prompt, servers),
    ofTools,
  ]);
  return { tools, handoffs: handoffs.ids, findings };
}

async function checkFallback(tx: Tx, provider: string | null, { settings }: RegisterAgent) {
  const { fallbackModel } = settings;
  if (provider === null || fallbackModel == null) return noFindings;
  return await checkModel(tx, provider, fallbackModel, ["settings", "fallbackModel"]);
}

/** One registration with hand-offs at a time, else two could close a circle that neither sees. */
async function pinnedHandoffs(tx: Tx, tenant: string, { name, handoffs = [] }: RegisterAgent) {
  if (handoffs.length === 0) return { ids: [], issues: [] };
  await tx`select pg_advisory_xact_lock(hashtextextended(${`handoffs-${tenant}`}, 0))`;
  return await resolveHandoffs(tx, tenant, name, handoffs);
}

function schemaIssues(schema: unknown, check: CheckSchema): ValidationIssue[] {
  if (schema === undefined) return [];
  return check(schema).map((message) => ({ path: ["outputSchema"], message }));
}

/** The specification that a command stands for. Throws a Refusal that names every fault at once, or VerificationRequired. */
export async function validatedSpec(
  tx: Tx,
  tenant: string,
  command: RegisterAgent,
  options: Options,
): Promise<AgentSpec> {
  const { tools, handoffs, findings } = await inspectRegistration(tx, tenant, command, options);
  const { found = {} } = options;
  refuseFaults(findings, found === null);
  const { model, settings, turnBudget, conversationBudget, instructions } = command;
  const { outputSchema, guardrails } = command;
  const common = {
    ...{ model, settings, tools, turnBudget, conversationBudget },
    ...(handoffs.length > 0 && { handoffs }),
    ...(outputSchema !== undefined && { outputSchema }),
    ...(guardrails !== undefined && { guardrails }),
  };
  if (typeof instructions === "string") return { ...common, instructions };
  if (found?.instructions == null) throw new VerificationRequired();
  return { ...common, instructions: found.instructions, prompt: instructions.prompt };
}

function refuseFaults({ issues, pendingVerifications }: Findings, unasked: boolean) {
  if (issues.length === 0 && pendingVerifications.length === 0) return;
  if (issues.length === 0 && unasked) throw new VerificationRequired();
  const neverAnswered = pendingVerifications.find((d) => d.neverAnswered);
  if (issues.length === 0 && neverAnswered) {
    const away = "models" in neverAnswered.ask ? "mistral" : neverAnswered.ask.server;
    throw new Refusal(unavailable(away, `${away} does not answer. Try again with the same key.`));
  }
  const all = [...issues, ...pendingVerifications.filter((d) => !d.neverAnswered)];
  throw new Refusal(validationError(all.map(({ path, message }) => ({ path, message }))));
}

/** What the record pendingVerifications of a registration: whom a worker is to ask before it is decided. */
export function pendingVerificationsOf(
  sql: Sql,
  command: RegisterAgent,
  provider: string,
): Promise<PendingVerification[]> {
  return sql.begin(async (tx) => {
    const servers = await readListings(tx);
    const { instructions, model, tools } = command;
    const findings = mergeFindings([
      await checkModel(tx, provider, model),
      typeof instructions === "string" ? noFindings : checkPrompt(instructions.prompt, servers),
      resolveTools(tools, servers),
    ]);
    return findings.pendingVerifications;
  }) as Promise<PendingVerification[]>;
}
