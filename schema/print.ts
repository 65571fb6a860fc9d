import {
  type GraphQLAbstractType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";

/** The sorted SDL of the schema, the text of `schema.graphql`. */
export function printed(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** The object types of each interface and union, for client caches. */
export function possibleTypes(schema: GraphQLSchema): Record<string, string[]> {
  const abstract = typesOf(schema).filter(isAbstractType);
  const members = (type: GraphQLAbstractType) =>
    schema.getPossibleTypes(type).map(({ name }) => name).sort();
  return Object.fromEntries(abstract.map((type) => [type.name, members(type)]));
}

/** JSON types of the scalars, besides those of GraphQL. */
const jsonTypes: Readonly<Record<string, string>> = {
  ID: "string",
  Date: "string",
  DateTime: "string",
  Decimal: "string",
  Duration: "string",
  JSON: "unknown",
  LargeInt: "number",
};

/** The JSON type of each scalar, for code generators. Throws for one without. */
export function scalarTypes(schema: GraphQLSchema): Record<string, string> {
  const own = typesOf(schema).filter(isScalarType).filter((type) =>
    type.name === "ID" || !isSpecifiedScalarType(type)
  );
  return Object.fromEntries(own.map(({ name }) => {
    const type = jsonTypes[name];
    if (type === undefined) throw new Error(`the scalar ${name} has no JSON type`);
    return [name, type];
  }));
}

/** Object types that have no id: a normalising cache stores them in the object that has them. */
export function typesWithoutId(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const others = roots.map((type) => type?.name);
  return typesOf(schema).filter(isObjectType).filter((type) => !type.getFields().id)
    .map(({ name }) => name).filter((name) => !name.startsWith("__") && !others.includes(name));
}

/** The fields of each object type and interface, such as `id! nodes![!] title`: a cache asks what may be null. */
function fieldTable(schema: GraphQLSchema): Record<string, string> {
  const types = typesOf(schema).filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith("__"));
  const marks = (type: GraphQLOutputType): string => {
    if (isNonNullType(type)) return `!${marks(type.ofType)}`;
    return isListType(type) ? `[${isNonNullType(type.ofType) ? "!" : ""}]` : "";
  };
  return Object.fromEntries(types.map((type) => [
    type.name,
    Object.values(type.getFields()).map((field) => `${field.name}${marks(field.type)}`).join(" "),
  ]));
}

/** The tables of the client package, by the names of its files. */
export function clientTables(schema: GraphQLSchema): Record<string, string> {
  const table = (value: object) => JSON.stringify(value, null, 2);
  const keys = typesWithoutId(schema).map((name) => `  ${name}: () => null,`);
  const written = "// Written by `deno task schema`.";
  return {
    "schema.generated.ts": [
      written,
      "/** The object types of each interface and union: for Apollo's InMemoryCache. */",
      `export const possibleTypes: Record<string, string[]> = ${table(possibleTypes(schema))};`,
      "/** The JSON types of the schema's scalars. */",
      `export const scalars = ${table(scalarTypes(schema))};`,
      "",
    ].join("\n"),
    "graphcache.generated.ts": [
      written,
      "/** Types without an id: urql's Graphcache stores them in the object that has them. */",
      "export const keys: Record<string, () => null> = {",
      ...keys,
      "};",
      "/** Fields of object types and interfaces; `!`: not null, `[!]`: a list of such. */",
      `export const fields: Record<string, string> = ${table(fieldTable(schema))};`,
      "",
    ].join("\n"),
  };
}

const typesOf = (schema: GraphQLSchema) =>
  Object.values(lexicographicSortSchema(schema).getTypeMap());
