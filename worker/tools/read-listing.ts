import type { Prompt, PromptArgument, Tool } from "../../protocol/agent/agent.ts";
import type { ListingProblem } from "../../protocol/mcp/records.ts";
import { modelToolName } from "../../protocol/agent/tool-name.ts";
import { contentHash } from "../../store/ids.ts";
import { firstUnits } from "./answer/cut-text.ts";
import { tooDeep } from "./wire/clean-value.ts";

/** The usable tools and prompts of a server, and the problems of the others. */
export interface Listing {
  tools: Tool[];
  prompts: Prompt[];
  problems: ListingProblem[];
}

/** Options of reading a server's tools. */
export interface ToolTerms {
  server: string;
  /** Allowed names; null: all. */
  allowed: readonly string[] | null;
  /** Whether annotations count. */
  trusted: boolean;
}

/** Limits of a list. Further problems are omitted. */
const limits = {
  tools: 1_000,
  prompts: 1_000,
  problems: 100,
  nameUnits: 200,
  schemaUnits: 200_000,
  descriptionUnits: 20_000,
};

type Raw = Record<string, unknown>;
type Checked<T> = { item: T; note?: string } | { refused: string };

/**
 * The usable tools of a list. An unusable tool is omitted and reported as a problem; invalid optional fields are
 * dropped. Of two tools with the same name the first one counts.
 */
export function readTools(
  raw: readonly unknown[],
  { server, allowed, trusted }: ToolTerms,
): Pick<Listing, "tools" | "problems"> {
  const offered = raw.filter((one) =>
    allowed === null || allowed.includes(String(Object(one).name))
  );
  const read = readAll(offered, limits.tools, (one) => checkTool(one, trusted));
  const names = new Map<string, string>();
  const problems = [...read.problems];
  const tools = read.items.filter((tool) => {
    const atModel = modelToolName(server, tool.name);
    const first = names.get(atModel);
    if (first === undefined) return names.set(atModel, tool.name);
    const message = `Omitted: at the model it would have the same name as ${first}.`;
    problems.push({ name: tool.name, message, usable: false });
    return false;
  });
  return { tools, problems: problems.slice(0, limits.problems) };
}

/** The usable prompts of a list, by the same rules. */
export function readPrompts(raw: readonly unknown[]): Pick<Listing, "prompts" | "problems"> {
  const { items, problems } = readAll(raw, limits.prompts, checkPrompt);
  return { prompts: items, problems };
}

function readAll<T extends { name: string }>(
  raw: readonly unknown[],
  max: number,
  check: (one: Raw) => Checked<T>,
) {
  const problems: ListingProblem[] = [];
  const items = new Map<string, T>();
  const seen = new Map<string, string>();
  for (const given of raw) {
    const one = Object(given) as Raw;
    const name = typeof one.name === "string" ? one.name.slice(0, limits.nameUnits) : null;
    const as = JSON.stringify(given);
    const checked = items.size >= max
      ? { refused: `there are more than ${max}` }
      : checkName(one) ?? check(one);
    if ("refused" in checked) {
      problems.push({ name, message: `Omitted: ${checked.refused}.`, usable: false });
    } else if (items.has(checked.item.name)) {
      if (seen.get(checked.item.name) === as) continue;
      const message = "It is listed more than once; the first counts.";
      problems.push({ name, message, usable: true });
    } else {
      items.set(checked.item.name, checked.item);
      seen.set(checked.item.name, as);
      if (checked.note) problems.push({ name, message: `${checked.note}.`, usable: true });
    }
  }
  return { items: [...items.values()], problems: problems.slice(0, limits.problems) };
}

function checkName({ name }: Raw): { refused: string } | null {
  if (typeof name !== "string" || name === "") return { refused: "it has no name" };
  if (name.length > limits.nameUnits) {
    return { refused: `its name is longer than ${limits.nameUnits} characters` };
  }
  return name.includes("\ufffd")
    ? { refused: "its name has characters that cannot be sent" }
    : null;
}

function checkTool(one: Raw, trusted: boolean): Checked<Tool> {
  const input = checkInputSchema(one.inputSchema);
  if ("refused" in input) return input;
  const description = textOrNull(one.description);
  const shown = description && firstUnits(description, limits.descriptionUnits);
  const isLong = shown !== description;
  const isUsable = one.outputSchema == null || isObjectSchema(one.outputSchema);
  const note = input.note ??
    (isUsable ? undefined : "Its output schema is not the schema of an object and is ignored") ??
    (isLong ? `Its description is cut after ${limits.descriptionUnits} characters` : undefined);
  const hints = Object(one.annotations) as Raw;
  const readOnly = trusted && hints.readOnlyHint === true;
  const tool = {
    name: one.name as string,
    title: textOrNull(one.title) ?? textOrNull(hints.title),
    description: shown,
    inputSchema: input.item,
    outputSchema: isUsable ? one.outputSchema ?? null : null,
    readOnly,
    ...(trusted && !readOnly && hints.destructiveHint === false
      ? { destructive: false as const }
      : {}),
    idempotent: readOnly || (trusted && hints.idempotentHint === true),
  };
  return { item: { ...tool, hash: contentHash(tool) }, ...(note && { note }) };
}

/** Keywords that define the accepted values of a schema without a type. */
const composed = [
  "properties",
  "anyOf",
  "oneOf",
  "allOf",
  "$ref",
  "required",
  "additionalProperties",
];

function checkInputSchema(schema: unknown): Checked<unknown> {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    return { refused: "its input schema is not an object" };
  }
  const text = JSON.stringify(schema);
  if (text.length > limits.schemaUnits) {
    return { refused: `its input schema is longer than ${limits.schemaUnits} characters` };
  }
  if (text.includes(JSON.stringify(tooDeep))) {
    return { refused: "its input schema is nested too deeply" };
  }
  const { type, properties, required } = schema as Raw;
  if (properties != null && (typeof properties !== "object" || Array.isArray(properties))) {
    return { refused: "the properties of its input schema are not an object" };
  }
  if (required != null && !(Array.isArray(required) && required.every(isName))) {
    return { refused: "what its input schema requires is not a list of names" };
  }
  if (type === "object") return { item: schema };
  if (Array.isArray(type) && type.includes("object")) {
    const note = "Its input schema has more types than object; arguments are always an object";
    return { item: { ...schema, type: "object" }, note };
  }
  if (type === undefined && composed.some((keyword) => keyword in schema)) {
    const note = "Its input schema has no type; it is read as the schema of an object";
    return { item: { type: "object", ...schema }, note };
  }
  return { refused: 'its input schema does not have the type "object"' };
}

const isObjectSchema = (schema: unknown) =>
  typeof schema === "object" && schema !== null && !Array.isArray(schema) &&
  (["type", ...composed].some((keyword) => keyword in schema));

function checkPrompt({ name, title, description, arguments: given }: Raw): Checked<Prompt> {
  if (given != null && !Array.isArray(given)) return { refused: "its arguments are not a list" };
  const args = (Array.isArray(given) ? given : []).map((arg): PromptArgument => {
    const raw = Object(arg) as Raw;
    const required = raw.required === true;
    return { name: String(raw.name ?? ""), description: textOrNull(raw.description), required };
  });
  if (args.some((arg) => arg.name === "")) return { refused: "one of its arguments has no name" };
  return {
    item: {
      name: name as string,
      title: textOrNull(title),
      description: textOrNull(description),
      arguments: args,
    },
  };
}

const isName = (value: unknown) => typeof value === "string";
const textOrNull = (value: unknown) => typeof value === "string" ? value : null;
