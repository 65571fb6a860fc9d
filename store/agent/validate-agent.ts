import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { RegisterAgent } from "../../protocol/agent/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { unavailable, validationError } from "../../protocol/user-error.ts";
import { budgetIssues } from "../budget/validate-budget.ts";
import { modelsOf } from "../budget/spec-budget.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import { resolveHandoffs } from "./resolve-handoffs.ts";
import { checkModel, type ModelsOf } from "./validate-model.ts";
import { checkPrompt } from "./validate-prompt.ts";
import { readListings, resolveTools } from "./resolve-tools.ts";
import { type Findings, mergeFindings, noFindings, type PendingVerification } from "./findings.ts";
import { VerificationRequired } from "./verification-required.ts";

/** What a worker verified for a registration. */
export interface Verified {
  /** The text of the prompt; null if the instructions are a text. */
  instructions?: string | null;
  /** What the prompt's server refused. */
  issues?: ValidationIssue[];
}

/** Options of a registration. */
export interface RegisterOptions {
  /** The provider whose models are checked; null checks none. */
  provider?: string | null;
  /** Issues that the schema found in the input, reported together with the others. */
  issues?: ValidationIssue[];
  /** Null: nothing is verified yet, so pending verifications throw VerificationRequired. */
  verified?: Verified | null;
}

/** Validates a JSON Schema; returns why it cannot be used. */
export type CheckSchema = (schema: unknown) => string[];

type Options = RegisterOptions & { checkSchema: CheckSchema };

/** Resolves the tools and hand-offs of a registration, and finds everything that is wrong with it. */
async function inspectRegistration(
  tx: Tx,
  tenant: string,
  command: RegisterAgent,
  { provider = null, issues = [], verified = {}, checkSchema }: Options,
) {
  const servers = await readListings(tx, tenant);
  const { model, turnBudget, conversationBudget, instructions } = command;
  const models = modelsOf(command);
  const { tools, ...ofTools } = resolveTools(command.tools, servers);
  const handoffs = await pinnedHandoffs(tx, tenant, command);
  const certain: ValidationIssue[] = [
    ...issues,
    ...(verified?.issues ?? []),
    ...handoffs.issues,
    ...schemaIssues(command.outputSchema, checkSchema),
    ...budgetIssues(turnBudget, models, ["turnBudget"]),
    ...budgetIssues(conversationBudget, models, ["conversationBudget"]),
  ];
  const named = model.trim() !== "" && provider !== null;
  const findings = mergeFindings([
    { issues: certain, pendingVerifications: [] },
    named ? await checkModel(tx, { provider, tenant }, model) : noFindings,
    await checkFallback(tx, { provider, tenant }, command),
    // A refusal of the prompt by its server is more recent than the server's listing.
    typeof instructions === "string" || verified?.issues?.length
      ? noFindings
      : checkPrompt(instructions.prompt, servers),
    ofTools,
  ]);
  return { tools, handoffs: handoffs.ids, findings };
}

async function checkFallback(
  tx: Tx,
  { provider, tenant }: { provider: string | null; tenant: string },
  { settings }: RegisterAgent,
) {
  const { fallbackModel } = settings;
  if (provider === null || fallbackModel == null) return noFindings;
  return await checkModel(tx, { provider, tenant }, fallbackModel, ["settings", "fallbackModel"]);
}

/** One registration with hand-offs at a time; otherwise two could close a cycle that neither sees. */
async function pinnedHandoffs(tx: Tx, tenant: string, { name, handoffs = [] }: RegisterAgent) {
  if (handoffs.length === 0) return { ids: [], issues: [] };
  await tx`select pg_advisory_xact_lock(hashtextextended(${`handoffs-${tenant}`}, 0))`;
  return await resolveHandoffs(tx, tenant, name, handoffs);
}

function schemaIssues(schema: unknown, check: CheckSchema): ValidationIssue[] {
  if (schema === undefined) return [];
  return check(schema).map((message) => ({ path: ["outputSchema"], message }));
}

/** The validated specification of a command. Throws a Refusal with every issue, or VerificationRequired. */
export async function validatedSpec(
  tx: Tx,
  tenant: string,
  command: RegisterAgent,
  options: Options,
): Promise<AgentSpec> {
  const { tools, handoffs, findings } = await inspectRegistration(tx, tenant, command, options);
  const { verified = {} } = options;
  refuseIssues(findings, verified === null);
  const { model, settings, turnBudget, conversationBudget, instructions } = command;
  const { outputSchema, guardrails } = command;
  const common = {
    ...{ model, settings, tools, turnBudget, conversationBudget },
    ...(handoffs.length > 0 && { handoffs }),
    ...(outputSchema !== undefined && { outputSchema }),
    ...(guardrails !== undefined && { guardrails }),
  };
  if (typeof instructions === "string") return { ...common, instructions };
  if (verified?.instructions == null) throw new VerificationRequired();
  return { ...common, instructions: verified.instructions, prompt: instructions.prompt };
}

function refuseIssues({ issues, pendingVerifications: pending }: Findings, unverified: boolean) {
  if (issues.length === 0 && pending.length === 0) return;
  if (issues.length === 0 && unverified) throw new VerificationRequired();
  const silent = pending.find((p) => p.neverAnswered);
  if (issues.length === 0 && silent) {
    const away = "models" in silent.ask ? "mistral" : silent.ask.server;
    throw new Refusal(unavailable(away, `${away} does not answer. Try again with the same key.`));
  }
  const all = [...issues, ...pending.filter((p) => !p.neverAnswered)];
  throw new Refusal(validationError(all.map(({ path, message }) => ({ path, message }))));
}

/** What a worker must verify before a registration can be decided. */
export function pendingVerificationsOf(
  sql: Sql,
  command: RegisterAgent,
  { provider, tenant }: ModelsOf,
): Promise<PendingVerification[]> {
  return sql.begin(async (tx) => {
    const servers = await readListings(tx, tenant);
    const { instructions, model, tools } = command;
    const findings = mergeFindings([
      await checkModel(tx, { provider, tenant }, model),
      typeof instructions === "string" ? noFindings : checkPrompt(instructions.prompt, servers),
      resolveTools(tools, servers),
    ]);
    return findings.pendingVerifications;
  }) as Promise<PendingVerification[]>;
}
