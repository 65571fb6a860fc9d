import { fields } from "../graphcache.generated.ts";
import { possibleTypes } from "../schema.generated.ts";

export { keys } from "../graphcache.generated.ts";

/** A type of a field, as far as Graphcache reads it: whether it may be null. */
interface TypeRef {
  kind: "SCALAR" | "NON_NULL" | "LIST";
  name?: string;
  ofType?: TypeRef;
}

const any: TypeRef = { kind: "SCALAR", name: "Any" };
const notNull = (ofType: TypeRef): TypeRef => ({ kind: "NON_NULL", ofType });

/** The field of `name`, `name!`, `name[!]` and so on. */
function fieldOf(text: string) {
  const [, name = "", bang, list] = /^(\w+)(!?)(\[!?\])?$/.exec(text) ?? [];
  const inner: TypeRef = list ? { kind: "LIST", ofType: list === "[!]" ? notNull(any) : any } : any;
  return { name, args: [], type: bang ? notNull(inner) : inner };
}

const named = (names: readonly string[]) => names.map((name) => ({ name }));
const interfacesOf = (name: string) =>
  Object.keys(possibleTypes).filter((one) => one in fields && possibleTypes[one]?.includes(name));

const objects = Object.entries(fields).map(([name, text]) => ({
  kind: name in possibleTypes ? "INTERFACE" : "OBJECT",
  name,
  fields: text.split(" ").map(fieldOf),
  interfaces: named(interfacesOf(name)),
  possibleTypes: named(possibleTypes[name] ?? []),
}));
const unions = Object.entries(possibleTypes).filter(([name]) => !(name in fields)).map((
  [name, types],
) => ({ kind: "UNION", name, possibleTypes: named(types) }));

/** For `cacheExchange({ keys, schema })`: the API's schema, as far as Graphcache reads it. */
export const schema = {
  __schema: {
    queryType: { name: "Query" },
    mutationType: { name: "Mutation" },
    subscriptionType: { name: "Subscription" },
    types: [...objects, ...unions],
  },
};
