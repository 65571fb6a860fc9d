import {
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

type Json = Record<string, unknown>;

/** Inputs of the mutation that a file does not have. */
const notWritten = ["idempotencyKey"];

const scalars: Record<string, Json> = {
  String: { type: "string" },
  ID: { type: "string" },
  Int: { type: "integer" },
  Float: { type: "number" },
  Boolean: { type: "boolean" },
  Duration: { type: "string", pattern: "^P", examples: ["PT90S", "P1D"] },
  Decimal: { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" },
  JSON: {},
};

/** The JSON Schema of a file under `agents/`, derived from the GraphQL input; for editors. */
export function agentFileSchema(schema: GraphQLSchema): Json {
  const definitions: Record<string, Json> = {};
  const root = define(schema, "RegisterAgentInput", definitions);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "An agent of Tramontane, as a file",
    ...root,
    $defs: definitions,
  };
}

function define(schema: GraphQLSchema, name: string, definitions: Record<string, Json>): Json {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
  const fields = Object.values(type.getFields()).filter((f) => !notWritten.includes(f.name));
  const properties = Object.fromEntries(
    fields.map((f) => [f.name, { ...of(schema, f.type, definitions), ...words(f) }]),
  );
  const required = fields.filter((f) => isNonNullType(f.type) && f.defaultValue === undefined)
    .map((f) => f.name);
  return {
    type: "object",
    description: type.description,
    additionalProperties: false,
    properties,
    ...(required.length > 0 && { required }),
    ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
  };
}

/** A default of a custom scalar is an internal value, not text of a file: it is omitted. */
function words({ description, defaultValue }: GraphQLInputField): Json {
  const plain = Array.isArray(defaultValue) || typeof defaultValue === "boolean";
  return { ...(description && { description }), ...(plain && { default: defaultValue }) };
}

function of(
  schema: GraphQLSchema,
  type: GraphQLInputType,
  definitions: Record<string, Json>,
): Json {
  if (isNonNullType(type)) return of(schema, type.ofType, definitions);
  if (isListType(type)) return { type: "array", items: of(schema, type.ofType, definitions) };
  if (isEnumType(type)) return { enum: type.getValues().map((v) => v.name) };
  if (!isInputObjectType(type)) return { ...scalars[type.name] };
  if (!definitions[type.name]) {
    definitions[type.name] = {};
    definitions[type.name] = define(schema, type.name, definitions);
  }
  return { $ref: `#/$defs/${type.name}` };
}

/** The text of `agents/schema.json`. */
export function printedAgentFileSchema(schema: GraphQLSchema): string {
  return `${JSON.stringify(agentFileSchema(schema), null, 2)}\n`;
}
