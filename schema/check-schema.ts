import {
  getNamedType,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";

interface Described {
  description?: string | null;
}

/** Paths of all types, fields, arguments and enum values without a description. */
export function undescribed(schema: GraphQLSchema): string[] {
  const out: string[] = [];
  const look = (path: string, { description }: Described) => void (description || out.push(path));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isBuiltIn(type.name)) continue;
    look(type.name, type);
    if (isEnumType(type)) type.getValues().forEach((v) => look(`${type.name}.${v.name}`, v));
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const arg of "args" in field ? field.args : []) {
        look(`${type.name}.${field.name}(${arg.name}:)`, arg);
      }
    }
  }
  return out;
}

const isBuiltIn = (name: string) => ["ID", "Int", "Float", "String", "Boolean"].includes(name);

/**
 * Fields whose shape differs among the members of a union or interface: a selection with fragments on both members
 * would be invalid. The shape is what GraphQL compares: nullability, lists and leaf type, also inside objects. `apart`:
 * object types that no field returns together with others of their interface.
 */
export function conflictingFields(
  schema: GraphQLSchema,
  apart: readonly string[] = [],
): string[] {
  const membersOf = (type: GraphQLAbstractType) =>
    schema.getPossibleTypes(type).filter(({ name }) => !apart.includes(name));
  return Object.values(schema.getTypeMap()).filter(isAbstractType)
    .flatMap((type) => conflicts(type.name, membersOf(type), schema));
}

function conflicts(
  path: string,
  types: GraphQLObjectType[],
  schema: GraphQLSchema,
  seen: readonly string[] = [],
): string[] {
  const key = types.map((type) => type.name).sort().join();
  if (types.length < 2 || seen.includes(key)) return [];
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  return [...Map.groupBy(fields, (field) => field.name)].flatMap(([name, same]) => {
    const shapes = new Set(same.map((field) => shapeOf(field.type)));
    if (shapes.size > 1) return [`${path}.${name}: ${[...shapes].join(", ")}`];
    const inside = new Set(same.map((field) => getNamedType(field.type)).filter(isCompositeType));
    if (inside.size < 2) return [];
    const members = [...inside].flatMap((type) => objectsOf(type, schema));
    return conflicts(`${path}.${name}`, members, schema, [...seen, key]);
  });
}

function shapeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isCompositeType(named) ? String(type).replace(named.name, "{}") : String(type);
}

function objectsOf(type: GraphQLCompositeType, schema: GraphQLSchema): GraphQLObjectType[] {
  return isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [type];
}
