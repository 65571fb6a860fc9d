import { hasHidden } from "../../../ui/json-text.ts";

/** How an argument is shown and changed. `json`: as JSON text. */
export type FieldKind =
  | "text"
  | "long"
  | "number"
  | "integer"
  | "boolean"
  | "choice"
  | "date"
  | "json";

/** A field of the form of a tool call's arguments. */
export interface ArgumentField {
  /** Name of the argument; null: the field holds all arguments. */
  readonly name: string | null;
  readonly label: string;
  readonly kind: FieldKind;
  readonly description: string | null;
  readonly isRequired: boolean;
  /** Values of a `choice`, in the order of the schema. */
  readonly choices: readonly unknown[];
  /** What the model wrote; undefined: it left the argument out. */
  readonly original: unknown;
}

type Schema = Readonly<Record<string, unknown>>;

/** Properties of an object schema up to which each has a field of its own. */
const maxFields = 40;
/** Length of a text from which it has several lines. */
const longText = 80;

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of a call's arguments, from the tool's input schema: the arguments of the schema first, in its order. */
export function argumentFields(schema: unknown, args: unknown): ArgumentField[] {
  if (!isObject(args)) return [wholeField(args)];
  const properties = isObject(schema) && isObject(schema["properties"]) ? schema["properties"] : {};
  const names = [...new Set([...Object.keys(properties), ...Object.keys(args)])];
  if (names.length > maxFields) return [wholeField(args)];
  const required = isObject(schema) && Array.isArray(schema["required"]) ? schema["required"] : [];
  return names.map((name) =>
    fieldOf(name, own(properties, name), own(args, name), required.includes(name))
  );
}

/** A value that an object has itself: an argument may be called `constructor`. */
const own = (object: Schema, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

const wholeField = (original: unknown): ArgumentField => ({
  ...{ name: null, label: "Arguments as JSON", kind: "json", description: null, isRequired: true },
  ...{ choices: [], original },
});

function fieldOf(
  name: string,
  given: unknown,
  original: unknown,
  isRequired: boolean,
): ArgumentField {
  const schema = withoutNull(given);
  const { title, description } = isObject(given) ? given : {} as Schema;
  const choices = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  return {
    name,
    label: typeof title === "string" && title !== "" ? title : name,
    kind: fits(kindOf(schema, original), original, choices),
    description: typeof description === "string" ? description : null,
    ...{ isRequired, choices, original },
  };
}

/** The schema of the values other than null: `anyOf` with null, or a list of types with it, is that of the other one. */
function withoutNull(given: unknown): Schema {
  if (!isObject(given)) return {};
  const { anyOf, type } = given;
  if (Array.isArray(anyOf)) {
    const [only, ...more] = anyOf.filter((one) => isObject(one) && one["type"] !== "null");
    return more.length === 0 && isObject(only) ? only : {};
  }
  if (!Array.isArray(type)) return given;
  const types = type.filter((one) => one !== "null");
  return types.length === 1 ? { ...given, type: types[0] } : {};
}

const isFlat = (value: unknown) => ["string", "number"].includes(typeof value);

function kindOf(schema: Schema, original: unknown): FieldKind {
  const { type, format, enum: values } = schema;
  if (Array.isArray(values)) return values.length > 0 && values.every(isFlat) ? "choice" : "json";
  if (type === "string") {
    if (format === "date") return "date";
    return typeof original === "string" && isLong(original) ? "long" : "text";
  }
  return type === "number" || type === "integer" || type === "boolean" ? type : "json";
}

const isLong = (text: string) => text.length > longText || text.includes("\n");

/** A text that a field shows as it is. In JSON, hidden characters are seen. */
const isPlain = (value: unknown): value is string => typeof value === "string" && !hasHidden(value);

/** A value that a kind cannot show without changing it is shown as JSON: the model may not follow the schema. */
function fits(kind: FieldKind, value: unknown, choices: readonly unknown[]): FieldKind {
  if (value === undefined) return kind;
  const shows: Record<FieldKind, boolean> = {
    text: isPlain(value) && !value.includes("\n"),
    long: isPlain(value),
    number: typeof value === "number",
    integer: Number.isSafeInteger(value),
    boolean: typeof value === "boolean",
    choice: choices.includes(value),
    date: typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value),
    json: true,
  };
  return shows[kind] ? kind : "json";
}
