import {
  defaultFieldResolver,
  type ExecutionArgs,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  Kind,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import type { LogEvent } from "../../schema/ports/event-log.ts";
import { JsonAnswer } from "./answer-json.ts";

/** The answer to a TextDelta; null where GraphQL has to execute it. */
export type DeltaAnswer = (event: LogEvent) => JsonAnswer | null;

/** The value of one selected field; null or undefined where GraphQL has to execute it. */
type Read = (event: LogEvent) => unknown;

const typeName = "TextDelta";

/**
 * Collects once what a subscription selects of a TextDelta, so that each delta costs a few reads instead of an
 * execution. The result is the same as that of GraphQL. Null where the selection has more than plain values.
 */
export function compileDelta(args: ExecutionArgs): DeltaAnswer | null {
  const selected = selectedOf(args);
  if (!selected) return null;
  const { root, type, fields } = selected;
  const members: Member[] = [];
  for (const [key, name] of fields) {
    const read = readerOf(type, name);
    if (!read) return null;
    members.push([`${members.length > 0 ? "," : ""}${JSON.stringify(key)}:`, read]);
  }
  const start = `{"data":{${JSON.stringify(root)}:{`;
  return (event) => answerOf(start, members, event);
}

/** The response key of the subscription's field, and the keys and names of the fields of a TextDelta, in their order. */
function selectedOf(args: ExecutionArgs) {
  const { schema, document } = args;
  const operation = getOperationAST(document, args.operationName);
  const rootType = schema.getSubscriptionType();
  const type = schema.getType(typeName);
  if (!operation || !rootType || !isObjectType(type)) return null;
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    args.variableValues ?? {},
  );
  if (!coerced) return null;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((d) =>
      d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : []
    ),
  );
  const roots = [...collectFields(schema, fragments, coerced, rootType, operation.selectionSet)];
  const [[root, nodes] = []] = roots;
  if (roots.length !== 1 || !root || !nodes) return null;
  if (!canBeDelta(schema, rootType.getFields()[nodes[0]?.name.value ?? ""], type)) return null;
  const fields = [...collectSubfields(schema, fragments, coerced, type, nodes)]
    .map(([key, [node]]) => [key, node?.name.value ?? ""] as const);
  return { root, type, fields };
}

function canBeDelta(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown> | undefined,
  type: GraphQLObjectType,
): boolean {
  const union = field && getNullableType(field.type);
  return isAbstractType(union) && getNamedType(union) === union && schema.isSubType(union, type);
}

function readerOf(type: GraphQLObjectType, name: string): Read | null {
  if (name === "__typename") return () => typeName;
  const field = type.getFields()[name];
  const leaf = field && getNullableType(field.type);
  if (!field || field.args.length > 0 || !isLeafType(leaf) || needsScope(field)) return null;
  return (event) => valueOf(field, leaf, event);
}

/** Fields with a scope are decided by the principal, which the execution knows. */
function needsScope({ extensions }: GraphQLField<unknown, unknown>): boolean {
  const options = extensions.pothosOptions as { authScopes?: unknown } | undefined;
  return options?.authScopes !== undefined;
}

function valueOf(field: GraphQLField<unknown, unknown>, leaf: GraphQLLeafType, event: LogEvent) {
  const resolve = field.resolve ?? defaultFieldResolver;
  const value = resolve(event, {}, {}, { fieldName: field.name } as never);
  return value == null || value instanceof Promise ? null : leaf.serialize(value);
}

/** A response key and its value, as JSON. */
type Member = readonly [key: string, read: Read];

function answerOf(start: string, members: readonly Member[], event: LogEvent): JsonAnswer | null {
  let json = start;
  try {
    for (const [key, read] of members) {
      const value = read(event);
      if (value == null) return null;
      json += key + JSON.stringify(value);
    }
  } catch {
    return null; // the execution reports the error with its path
  }
  return new JsonAnswer(`${json}}}}`);
}
