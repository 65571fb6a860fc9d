import { type GraphQLSchema, isAbstractType, lexicographicSortSchema, printSchema } from "graphql";

/** The schema's text, sorted, as committed. */
export function printed(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** The members of each interface and union, for clients that normalise; the text of `possible-types.json`. */
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
