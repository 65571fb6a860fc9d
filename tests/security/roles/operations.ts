import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

type Field = GraphQLField<unknown, unknown>;
/** The kinds of operations. */
export const kinds = ["query", "mutation", "subscription"] as const;
/** One of `kinds`. */
export type Kind = (typeof kinds)[number];

const rootOf = (schema: GraphQLSchema, kind: Kind) =>
  ({
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  })[kind];

/** The fields of Query, Mutation or Subscription. */
export const rootFields = (schema: GraphQLSchema, kind: Kind): Field[] =>
  Object.values(rootOf(schema, kind)?.getFields() ?? {});

/** All root fields as `Type.field`. */
export const rootPaths = (schema: GraphQLSchema): string[] =>
  kinds.flatMap((kind) =>
    rootFields(schema, kind).map(({ name }) => `${rootOf(schema, kind)?.name}.${name}`)
  );

/** An operation with these fields, and its variables. A mutation gets a key that no request may have: it changes nothing. */
export function operationOf(kind: Kind, fields: readonly Field[], over: object = {}) {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const selected = fields.map((field) => {
    const args = field.args.filter((arg) => isRequiredArgument(arg) || arg.name === "after");
    const given = args.map((arg) => {
      const variable = `${field.name}_${arg.name}`;
      declared.push(`$${variable}: ${arg.type}`);
      variables[variable] = kind === "mutation"
        ? { ...valueOf(arg.name, arg.type) as object, idempotencyKey: "", ...over }
        : arg.name === "after" && kind === "subscription"
        ? "no cursor"
        : arg.name === "after"
        ? null
        : valueOf(arg.name, arg.type);
      return `${arg.name}: $${variable}`;
    });
    const fieldArgs = given.length > 0 ? `(${given.join(", ")})` : "";
    const selection = isLeafType(getNamedType(field.type)) ? "" : " { __typename }";
    return `${field.name}${fieldArgs}${selection}`;
  });
  const head = declared.length > 0 ? `${kind} (${declared.join(", ")})` : kind;
  return { query: `${head} { ${selected.join(" ")} }`, variables };
}

/** A value that a field of this name and type accepts. */
function valueOf(name: string, type: GraphQLInputType): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return [valueOf(name, plain.ofType)];
  if (isEnumType(plain)) return plain.getValues()[0]?.name;
  if (isInputObjectType(plain)) {
    const fields = Object.values(plain.getFields());
    const wanted = plain.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    return Object.fromEntries(wanted.map((field) => [field.name, valueOf(field.name, field.type)]));
  }
  return values[plain.name] ?? "text";
}

const values: Record<string, unknown> = {
  ID: "conversation_1",
  Int: 1,
  Boolean: false,
  Date: "2026-01-01",
  DateTime: "2026-01-01T00:00:00Z",
  Duration: "PT1H",
  JSON: {},
};
