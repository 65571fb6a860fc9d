import { parseArgs } from "node:util";
import { nearest } from "../options/edit-distance.ts";
import {
  type Arguments,
  type CommandSpec,
  type Option,
  type OptionTable,
  type Text,
  UsageError,
  type Values,
} from "./command.ts";
import { usageLine } from "./help.ts";

/**
 * Reads the arguments of a command: options anywhere, as `--name value` or `--name=value`. Throws a UsageError with all
 * faults.
 */
export function parseArguments<T extends OptionTable>(
  command: CommandSpec<T>,
  args: readonly string[],
): Arguments<T> {
  const { given, words, faults } = read(command.options, args);
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries<Option>(command.options)) {
    values[name] = valueOf(name, option, given.get(name), faults);
  }
  const { maxWords = command.words === undefined ? 0 : Infinity } = command;
  const extra = words.slice(maxWords);
  if (extra.length > 0) faults.push(`unexpected argument: ${extra.join(", ")}`);
  const parsed = { values: values as Values<T>, words };
  faults.push(...command.check?.(parsed) ?? []);
  if (faults.length === 0) return parsed;
  throw new UsageError([...faults, `Usage: ${usageLine(command)}`].join("\n"));
}

interface Given {
  given: Map<string, string[]>;
  words: string[];
  faults: string[];
}

// `parseArgs` would take `--b` as the value of `--a` in `--a --b`: it only splits, and values are assigned here.
function read(options: OptionTable, args: readonly string[]): Given {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        { type: short && type !== "flag" ? "string" : "boolean", ...(short && { short }) } as const,
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const found: Given = { given: new Map(), words: [], faults: [] };
  let open = { values: found.words, missing: 0 };
  for (const token of tokens) {
    if (token.kind === "positional") {
      (open.missing-- > 0 ? open.values : found.words).push(token.value);
    } else if (token.kind === "option") open = readOption(options, token, found);
    else open.missing = 0;
  }
  return found;
}

/** Notes an option; answers where its values go, and how many are missing. */
function readOption(
  options: OptionTable,
  { name, rawName, value }: { name: string; rawName: string; value?: string | undefined },
  { given, faults }: Given,
): { values: string[]; missing: number } {
  const values = value === undefined ? [] : [value];
  const option = options[name];
  if (!option) {
    const near = nearest(name, Object.keys(options));
    faults.push(
      `unknown option ${rawName}${near === undefined ? "" : `; did you mean --${near}?`}`,
    );
    return { values, missing: 0 };
  }
  given.set(name, values);
  if (option.type === "flag") {
    if (value !== undefined) faults.push(`--${name} takes no value`);
    return { values, missing: 0 };
  }
  const count = option.type === "text" ? option.values ?? 1 : 1;
  return { values, missing: count - values.length };
}

function valueOf(
  name: string,
  option: Option,
  given: readonly string[] | undefined,
  faults: string[],
): unknown {
  if (option.type === "flag") return given !== undefined;
  if (given === undefined) return option.default ?? null;
  const [value = ""] = given;
  if (value === "") {
    faults.push(`--${name} has no value`);
    return null;
  }
  if (option.type === "integer") return integerOf(name, option, value, faults);
  return option.values === undefined ? textOf(name, option, value, faults) : [...given];
}

function textOf(name: string, { read, example }: Text, value: string, faults: string[]): string {
  const text = read ? read(value) : value;
  if (text === null) faults.push(`--${name} is ${value}; use a value such as ${example}`);
  return text ?? value;
}

function integerOf(
  name: string,
  { min, max }: { min: number; max?: number },
  value: string,
  faults: string[],
): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= (max ?? Infinity)) return number;
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  faults.push(`--${name} is ${value}; use a whole number ${range}`);
  return min;
}
