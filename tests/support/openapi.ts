/** A schema of OpenAPI 3, as far as those of Kubernetes use it. */
interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  enum?: unknown[];
  oneOf?: Schema[];
  "x-kubernetes-group-version-kind"?: { group: string; version: string; kind: string }[];
}

/** The schemas of one API group and version, by their names. */
export type Schemas = Record<string, Schema>;

/** What is wrong with an object by the schemas: unknown fields, missing ones, other types. Empty when nothing is. */
export function faultsOf(value: unknown, kind: string, schemas: Schemas): string[] {
  const found = Object.values(schemas).find((schema) =>
    schema["x-kubernetes-group-version-kind"]?.some((one) => one.kind === kind)
  );
  return found ? check(value, found, schemas, kind) : [`there is no ${kind}`];
}

function check(value: unknown, schema: Schema, schemas: Schemas, at: string): string[] {
  const { $ref, allOf, oneOf } = schema;
  if ($ref) return check(value, schemas[$ref.split("/").at(-1) ?? ""] ?? {}, schemas, at);
  if (allOf) return allOf.flatMap((one) => check(value, one, schemas, at));
  if (oneOf) {
    const faults = oneOf.map((one) => check(value, one, schemas, at));
    return faults.some((one) => one.length === 0) ? [] : faults[0] ?? [];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum}`];
  if (schema.type && schema.format !== "int-or-string" && !isA(value, schema.type)) {
    return [`${at} is no ${schema.type}`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((one, i) => check(one, schema.items ?? {}, schemas, `${at}[${i}]`));
  }
  return typeof value === "object" && value !== null
    ? checkFields(value as Record<string, unknown>, schema, schemas, at)
    : [];
}

function checkFields(
  value: Record<string, unknown>,
  { properties, additionalProperties, required = [] }: Schema,
  schemas: Schemas,
  at: string,
): string[] {
  const missing = required.filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`);
  if (!properties && !additionalProperties) return missing;
  const more = typeof additionalProperties === "object" ? additionalProperties : undefined;
  return missing.concat(
    Object.entries(value).flatMap(([name, one]) => {
      const schema = properties?.[name] ?? more;
      return schema ? check(one, schema, schemas, `${at}.${name}`) : [`${at} has no field ${name}`];
    }),
  );
}

function isA(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }
  const is: string = typeof value;
  return is === type;
}
