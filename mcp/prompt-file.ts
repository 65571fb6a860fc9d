/** A prompt as its file holds it. */
export interface PromptFile {
  /** The name of the file without `.md`. */
  name: string;
  title: string;
  description: string;
  /** Raised by hand when the text changes in what it asks for: `1`, `2`, ... or a date. */
  version: string;
  arguments: readonly PromptFileArgument[];
  /** The text, with `{{argument}}` or `{{argument:what stands there when it is not given}}`. */
  text: string;
}

/** An argument as the front matter names it: `name: description`, or `name?: description`. */
export interface PromptFileArgument {
  name: string;
  description: string;
  required: boolean;
}

const placeholder = /\{\{(\w+)(?::([^{}]*))?\}\}/g;

/**
 * Reads a prompt's file: front matter between two lines of `---` with `title`, `description`, `version` and, indented
 * below `arguments:`, the arguments; then the text. Throws an Error that says what is wrong with it.
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
    } else throw new Error(`${name}: the line "${line}" is indented below nothing`);
  }
  return { fields, args };
}

function checkPlaceholders({ name, text, arguments: args }: PromptFile): void {
  if (text === "") throw new Error(`${name}: there is no text`);
  const used = new Set([...text.matchAll(placeholder)].map(([, key]) => key));
  for (const key of used) {
    if (!args.some((a) => a.name === key)) throw new Error(`${name}: {{${key}}} is no argument`);
  }
  for (const { name: key } of args) {
    if (!used.has(key)) throw new Error(`${name}: the argument ${key} is not used`);
  }
}

/** Marks a line that names an argument without a value; files hold no such sign. */
const gap = "\u0000";

/** The text with the arguments filled in. A line that names one that was not given, without a default, is left out. */
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
