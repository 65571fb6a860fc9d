import type { FieldMap, InputFieldMap, InputObjectRef, InputShapeFromFields } from "@pothos/core";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { type IdKind, idKind } from "../../protocol/ids.ts";
import {
  forbidden,
  notFound,
  rateLimited,
  type UserError,
  validationError,
  type ValidationIssue,
} from "../../protocol/user-error.ts";
import { builder, type GraphTypes } from "../builder.ts";
import type { GraphQLContext } from "../context.ts";
import type { Commands, Outcome } from "../ports/commands.ts";
import { inputIssues } from "./issues.ts";
import { userErrors } from "./user-error.ts";

type Types = PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>;
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;
/** Builds the fields of a payload. */
export type PayloadBuilder<Done> = PothosSchemaTypes.ObjectFieldBuilder<Types, Done>;

/** The value of a mutation's `input`: its own fields and the idempotency key. */
export type MutationInput<Fields extends InputFieldMap> = InputShapeFromFields<Fields> & {
  idempotencyKey: string;
};

/** Every mutation can be refused with these. */
const commonErrors = ["ValidationError", "ForbiddenError", "RateLimitedError"] as const;
type CommonError = (typeof commonErrors)[number];

/** What is specific to one mutation. `mutation` adds the rest of the contract. */
export interface MutationSpec<Fields extends InputFieldMap, Done extends { replayed: boolean }> {
  description: string;
  /** Scope that it needs, or all those that an input needs; `everyone`: any principal. */
  scope: Scope | "everyone" | ((input: MutationInput<Fields>) => readonly Scope[]);
  /** Input fields besides `idempotencyKey`. */
  input: (t: InputBuilder) => Fields;
  /** Added to the description of `idempotencyKey`. */
  keyNote?: string;
  /** All faults of the input fields, except those that only the store can find. */
  issues?: (input: MutationInput<Fields>) => ValidationIssue[];
  /** The input field with the id of an existing object. Text that is no id of these kinds is a NotFoundError. */
  target?: { field: keyof Fields & string; kinds: readonly IdKind[]; noun: string };
  /** The command reports `issues` together with those that the store finds; it is called even when there are some. */
  commandReportsIssues?: true;
  /** Runs the command. `issues` is empty unless `commandReportsIssues`. */
  execute: (
    input: MutationInput<Fields>,
    commands: Commands,
    issues: ValidationIssue[],
  ) => Promise<Outcome<Done>>;
  payload: {
    description: string;
    /** Payload fields besides `replayed`. */
    fields: (t: PayloadBuilder<Done>) => FieldMap;
  };
  /** Members of the result besides the payload and those that every result has. */
  errors: readonly Exclude<UserError["type"], CommonError>[];
}

/**
 * Defines a mutation by the contract of all mutations: one argument `input` with an idempotency key, a ForbiddenError for
 * a principal without the scope, all faults of the input together in a ValidationError before anything is changed, and a
 * union of the payload and the user errors.
 */
export function mutation<Fields extends InputFieldMap, Done extends { replayed: boolean }>(
  name: string,
  spec: MutationSpec<Fields, Done>,
): void {
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const Input = defineInput(name, `${typeName}Input`, spec);
  const Result = defineResult(name, typeName, spec);
  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      description: spec.description,
      args: { input: t.arg({ type: Input, description: "Input.", required: true }) },
      authScopes: (_, { input }, context) => lackingScope(spec, input, context) === null,
      unauthorizedResolver: (_, { input }, context) => refusal(spec, input, context),
      resolve: async (_, { input }, { commands, refusedRate }) =>
        refusedRate
          ? rateLimited(refusedRate)
          : await answer(spec, input as MutationInput<Fields>, commands),
    }));
}

function defineInput<Fields extends InputFieldMap, Done extends { replayed: boolean }>(
  name: string,
  typeName: string,
  { input, keyNote }: MutationSpec<Fields, Done>,
): InputObjectRef<Types, { idempotencyKey: string }> {
  const about =
    "Identifies the request: a new key for each new request, the same key for each retry.";
  const ref = builder.inputType(typeName, {
    description: `Input of ${name}.`,
    fields: (t) => ({
      idempotencyKey: t.string({
        description: keyNote ? `${about} ${keyNote}` : about,
        required: true,
      }),
      ...input(t),
    }),
  });
  return ref as unknown as InputObjectRef<Types, { idempotencyKey: string }>;
}

function defineResult<Fields extends InputFieldMap, Done extends { replayed: boolean }>(
  name: string,
  typeName: string,
  { payload, errors }: MutationSpec<Fields, Done>,
): PothosSchemaTypes.UnionRef<Types, object> {
  const Payload = builder.objectRef<Done>(`${typeName}Payload`).implement({
    description: payload.description,
    fields: (t) => ({
      ...payload.fields(t),
      replayed: t.boolean({
        description:
          "True: an earlier request with this key was executed, and this is its result as it is now.",
        resolve: (done) => done.replayed,
      }),
    }),
  });
  const all = [...commonErrors, ...errors];
  const kinds = new Set<string>(all);
  return builder.unionType(`${typeName}Result`, {
    description: `Result of ${name}.`,
    types: [Payload, ...all.map((error) => userErrors[error])],
    resolveType: (result: object) => {
      if (!isUserError(result)) return `${typeName}Payload`;
      if (kinds.has(result.type)) return result.type;
      throw new Error(`${name} was refused with ${result.type}, which its result does not list.`);
    },
  });
}

/** The first scope that the input needs and the principal lacks; null for none. */
function lackingScope<Fields extends InputFieldMap, Done extends { replayed: boolean }>(
  { scope }: MutationSpec<Fields, Done>,
  input: { idempotencyKey: string },
  { can }: GraphQLContext,
): Scope | null {
  if (scope === "everyone") return null;
  const needed = typeof scope === "string" ? [scope] : scope(input as MutationInput<Fields>);
  return needed.find((one) => !can(one)) ?? null;
}

function refusal<Fields extends InputFieldMap, Done extends { replayed: boolean }>(
  spec: MutationSpec<Fields, Done>,
  input: { idempotencyKey: string },
  context: GraphQLContext,
): UserError {
  const lacking = lackingScope(spec, input, context);
  if (lacking === null) throw new Error("A mutation was refused although no scope is missing.");
  return forbidden(lacking);
}

async function answer<Fields extends InputFieldMap, Done extends { replayed: boolean }>(
  spec: MutationSpec<Fields, Done>,
  input: MutationInput<Fields>,
  commands: Commands,
): Promise<Outcome<Done>> {
  const issues = inputIssues(input, spec.issues);
  if (issues.length > 0 && !spec.commandReportsIssues) return validationError(issues);
  return missingTarget(spec.target, input) ?? await spec.execute(input, commands, issues);
}

function missingTarget(
  target: { field: string; kinds: readonly IdKind[]; noun: string } | undefined,
  input: Record<string, unknown>,
): UserError | null {
  if (!target) return null;
  const kind = idKind(String(input[target.field]));
  if (kind !== null && target.kinds.includes(kind)) return null;
  return notFound(`such ${target.noun}`, [target.field]);
}

/** True for a refusal. */
export function isUserError(result: object): result is UserError {
  return "type" in result && typeof result.type === "string" && result.type.endsWith("Error");
}
