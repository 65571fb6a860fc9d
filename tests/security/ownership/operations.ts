import {
  getNullableType,
  GraphQLID,
  GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from "graphql";
import { schema } from "../../../schema/mod.ts";

/** An operation about one object. */
export interface AboutId {
  name: string;
  kind: "query" | "mutation" | "subscription";
  query: string;
  variables: (id: string) => Record<string, unknown>;
}

const plain = (type: GraphQLInputType) => getNullableType(type);

/** True for a global id, or a list of them. */
function takesId(type: GraphQLInputType): boolean {
  const inner = plain(type);
  return inner === GraphQLID || isListType(inner) && plain(inner.ofType) === GraphQLID;
}

/** A valid value that names `id` wherever an id is taken. */
function filled(type: GraphQLInputType, id: string): unknown {
  const inner = plain(type);
  if (isListType(inner)) return [filled(inner.ofType, id)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) return filledObject(inner, id);
  if (`${inner}` === "DateTime") return "2026-01-01T00:00:00Z";
  if (`${inner}` === "Int") return 1;
  return inner === GraphQLID ? id : "text";
}

function filledObject(type: GraphQLInputObjectType, id: string) {
  const fields = Object.values(type.getFields());
  const wanted = type.isOneOf
    ? fields.slice(0, 1)
    : fields.filter((field) => isRequiredInputField(field) || takesId(field.type));
  return Object.fromEntries(wanted.map((f) => [f.name, filled(f.type, id)]));
}

function mutations(): AboutId[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
    const type = args[0] && plain(args[0].type);
    if (!(type instanceof GraphQLInputObjectType)) return [];
    if (!Object.values(type.getFields()).some((field) => takesId(field.type))) return [];
    const query = `mutation ($input: ${type.name}!) {
      result: ${name}(input: $input) { __typename ... on UserError { message } }
    }`;
    const variables = (id: string) => ({
      input: { ...filledObject(type, id), idempotencyKey: crypto.randomUUID() },
    });
    return [{ name, kind: "mutation", query, variables }];
  });
}

function reads(kind: "query" | "subscription"): AboutId[] {
  const root = kind === "query" ? schema.getQueryType() : schema.getSubscriptionType();
  return Object.values(root?.getFields() ?? {}).flatMap(({ name, args }) => {
    const arg = args.find(({ type }) => takesId(type));
    if (!arg) return [];
    const query = `${kind} ($id: ${arg.type}) { result: ${name}(${arg.name}: $id) { __typename } }`;
    return [{ name, kind, query, variables: (id) => ({ id: filled(arg.type, id) }) }];
  });
}

/** Every query, mutation and subscription that takes the id of an object, as the schema has them. */
export const operationsAboutIds: readonly AboutId[] = [
  ...reads("query"),
  ...mutations(),
  ...reads("subscription"),
];
