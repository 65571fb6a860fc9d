/** A prompt file. */
export interface PromptFile {
  /** Name of the file without `.md`. */
  name: string;
  title: string;
  description: string;
  /** Version, changed by hand when the task of the prompt changes: `1`, `2`, ... or a date. */
  version: string;
  arguments: readonly PromptFileArgument[];
  /** Text with placeholders `{{argument}}` or `{{argument:default}}`. */
  text: string;
}

/** An argument in the front matter: `name: description`, or `name?: description` if it is optional. */
export interface PromptFileArgument {
  name: string;
  description: string;
  required: boolean;
}

const placeholder = /\{\{(\w+)(?::([^{}]*))?\}\}/g;

/**
 * Parses a prompt file: front matter between two lines of `---` with `title`, `description`, `version` and, indented
 * below `arguments:`, the arguments; then the text. Throws an Error that describes the fault.
 */
export function parsePrompt(name: string, source: string): PromptFile {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll("\r\n", "\n"));
  if (!parts) throw new Error(`${name}: no front matter between two lines of ---`);
  const { fields, args } = readFrontMatter(name, parts[1] ?? "");
  const field = (key: string) => {
    const value = fields.get(key);
    if (!value) throw new Error(`${name}: ${key} is missing`);
    return value;
  };
  const file: PromptFile = {
    name,
    title: field("title"),
    description: field("description"),
    version: field("version"),
    arguments: args,
    text: (parts[2] ?? "").trim(),
  };
  checkPlaceholders(file);
  return file;
}

function readFrontMatter(name: string, text: string) {
  const fields = new Map<string, string>();
  const args: PromptFileArgument[] = [];
  let inArguments = false;
  for (const line of text.split("\n")) {
    const [, indent = "", key = "", optional = "", value = ""] =
      /^( *)(\w+)(\??): ?(.*)$/.exec(line) ?? [];
    if (key === "") throw new Error(`${name}: the line "${line}" is not "key: text"`);
    if (indent === "") {
      inArguments = key === "arguments";
      fields.set(key, value.trim());
    } else if (inArguments) {
      args.push({ name: key, description: value.trim(), required: optional === "" });
    } else throw new Error(`${name}: the line "${line}" is indented, but not below arguments:`);
  }
  return { fields, args };
}

function checkPlaceholders({ name, text, arguments: args }: PromptFile): void {
  if (text === "") throw new Error(`${name}: there is no text`);
  const used = new Set([...text.matchAll(placeholder)].map(([, key]) => key));
  for (const key of used) {
    if (!args.some((a) => a.name === key)) {
      throw new Error(`${name}: {{${key}}} is not an argument`);
    }
  }
  for (const { name: key } of args) {
    if (!used.has(key)) throw new Error(`${name}: the argument ${key} is not used`);
  }
}

/** Marks a line with an argument without a value. Files do not contain this character. */
const gap = "\u0000";

/** The text with its arguments. A line with an argument that has neither value nor default is omitted. */
export function renderPrompt(
  { text }: PromptFile,
  given: Readonly<Record<string, string | undefined>>,
): string {
  const filled = text.replace(
    placeholder,
    (_, key: string, fallback?: string) =>
      given[key]?.trim() || fallback?.replace(/\s+/g, " ").trim() || gap,
  );
  const lines = filled.split("\n").filter((line) => !line.includes(gap));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}
