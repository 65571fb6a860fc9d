import { asObject } from "./types.ts";
import type { Json, OfferedTool } from "./types.ts";

const symbolNames = /^(symbols?|tickers?|stock|stock_symbol|ticker_symbol)$/i;

/** The tool's parameter for tickers, and whether it takes a list; undefined if there is none. */
export function symbolParameter(tool: OfferedTool): { name: string; list: boolean } | undefined {
  for (const [name, schema] of Object.entries(asObject(tool.parameters.properties))) {
    if (symbolNames.test(name)) return { name, list: asObject(schema).type === "array" };
  }
  return undefined;
}

function numberFor(schema: Json, text: string): number {
  const said = /\b\d{1,6}\b/.exec(text)?.[0];
  const wanted = said === undefined ? Number(schema.minimum ?? 5) : Number(said);
  return Math.min(
    Math.max(wanted, Number(schema.minimum ?? wanted)),
    Number(schema.maximum ?? wanted),
  );
}

function chosen(schema: Json, text: string): unknown {
  if (!Array.isArray(schema.enum)) return undefined;
  const words = text.toLowerCase();
  return schema.enum.find((value) => words.includes(String(value).toLowerCase()));
}

function valueFor(schema: Json, text: string): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (Array.isArray(schema.enum)) return chosen(schema, text) ?? schema.default ?? schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (type === "integer" || type === "number") return numberFor(schema, text);
  if (type === "boolean") return false;
  if (type === "array") return [valueFor(asObject(schema.items), text)];
  if (type === "object") return {};
  return schema.format === "date" ? "2026-01-02" : text.slice(0, 200);
}

/** Arguments for one call: the given ones, the required ones, and each optional enum value that the text names. */
export function fillArguments(tool: OfferedTool, text: string, given: Json): Json {
  const required = Array.isArray(tool.parameters.required) ? tool.parameters.required : [];
  const filled: Json = {};
  for (const [name, schema] of Object.entries(asObject(tool.parameters.properties))) {
    if (name in given) filled[name] = given[name];
    else if (required.includes(name)) filled[name] = valueFor(asObject(schema), text);
    else if (chosen(asObject(schema), text) !== undefined) {
      filled[name] = chosen(asObject(schema), text);
    }
  }
  return filled;
}
