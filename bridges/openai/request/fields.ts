import { InvalidRequest } from "../errors.ts";

/** What the bridge does with the fields of a request. */
export interface FieldTable {
  /** Fields that it reads. */
  read: readonly string[];
  /** Fields that have no effect here, and cannot surprise: docs/bridges.md lists them. */
  ignored: readonly string[];
  /** Fields that are refused, unless they say what happens anyway. They return what to do instead, or null. */
  refused: Readonly<Record<string, (value: unknown) => string | null>>;
}

/** Throws InvalidRequest for the first field that cannot be served. Null is a field that is left out. */
export function checkFields(body: Readonly<Record<string, unknown>>, table: FieldTable): void {
  for (const [name, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue;
    if (table.read.includes(name) || table.ignored.includes(name)) continue;
    const refusal = Object.hasOwn(table.refused, name) ? table.refused[name] : undefined;
    if (!refusal) {
      throw new InvalidRequest(`Unknown parameter: '${name}'.`, name, "unknown_parameter");
    }
    const advice = refusal(value);
    if (advice) {
      throw new InvalidRequest(
        `'${name}' is not supported: ${advice}`,
        name,
        "unsupported_parameter",
      );
    }
  }
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
const tools = "register the agent with the tools of an MCP server; it calls them itself.";
const format = "register the agent with an output schema; its answers then follow it.";

/** Refuses all values. */
export const never = (advice: string) => (): string => advice;
/** Refuses all but these values. */
export const only = (advice: string, ...values: readonly unknown[]) => (value: unknown) =>
  values.includes(value) ? null : advice;
/** Tools of the caller: a client would have to run them. */
export const callerTools = (value: unknown) => isEmpty(value) ? null : tools;
/** A choice among tools of the caller. */
export const toolChoice = only("the settings of the agent decide.", "auto");
/** A format of the answer: `{ type: "text" }` or with it under `format`. */
export const textFormat = (value: unknown) => {
  const given = (value ?? {}) as { type?: unknown; format?: { type?: unknown } | null };
  const type = given.type ?? given.format?.type ?? "text";
  return type === "text" ? null : format;
};
