import { type GraphQLSchema, isAbstractType, lexicographicSortSchema, printSchema } from "graphql";

/** The sorted SDL of the schema, the text of `schema.graphql`. */
export function printed(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** The object types of each interface and union, for client caches: the text of `possible-types.json`. */
export function possibleTypes(schema: GraphQLSchema): string {
  const abstract = Object.values(lexicographicSortSchema(schema).getTypeMap()).filter(
    isAbstractType,
  );
  const table = abstract.map((type) => [
    type.name,
    schema.getPossibleTypes(type).map(({ name }) => name).sort(),
  ]);
  return `${JSON.stringify(Object.fromEntries(table), null, 2)}\n`;
}
