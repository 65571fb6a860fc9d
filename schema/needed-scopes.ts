import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";

type Fields = GraphQLObjectType | GraphQLInterfaceType;

/** What a field states as `authScopes`; undefined if nothing. */
export function statedScopes({ extensions }: GraphQLField<unknown, unknown>): unknown {
  return (extensions.pothosOptions as { authScopes?: unknown } | undefined)?.authScopes;
}

/** Each field of the types that states scopes, by its path `Type.field`. */
export function fieldsWithScopes(schema: GraphQLSchema): Map<string, unknown> {
  return new Map(
    allFields(schema).flatMap(([path, field]) => {
      const scopes = statedScopes(field);
      return scopes === undefined ? [] : [[path, scopes] as const];
    }),
  );
}

/** Paths of the fields of Query, Mutation and Subscription that state no scope. */
export function rootsWithoutScope(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((type) => type ? fieldsOf(type) : [])
    .flatMap(([path, field]) => statedScopes(field) === undefined ? [path] : []);
}

/** All fields by their paths, without introspection. */
export function allFields(
  schema: GraphQLSchema,
): (readonly [path: string, field: GraphQLField<unknown, unknown>])[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap(fieldsOf);
}

const fieldsOf = (type: Fields) =>
  Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const);
