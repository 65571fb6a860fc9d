import type { Env, Field, Table, Values } from "./field.ts";
import { type ReadText, withSecretFiles } from "./secret-files.ts";

/** All faults of a configuration: each names the variable, its value unless it is secret, and what to set. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly faults: readonly string[];

  constructor(process: string, faults: readonly string[]) {
    super(
      `The configuration of the ${process} is invalid:\n${faults.map((f) => `- ${f}`).join("\n")}`,
    );
    this.faults = faults;
  }
}

/** Adds a fault: `PORT is "x"; set ...`, without a full stop. */
export type Fault = (text: string) => void;

/** What rules that involve several variables need in addition to the values. */
export interface ConfigContext {
  /** The environment, with secrets read from their files. */
  env: Env;
  read: ReadText;
  fault: Fault;
}

/**
 * Reads the variables of a table, and makes the configuration of their values with `build`, which may add faults of its
 * own. Throws a ConfigError with all faults. `read` reads a text file.
 */
export function readConfig<T extends Table, C>(
  process: string,
  table: T,
  given: Env,
  read: ReadText,
  build: (values: Values<T>, context: ConfigContext) => C,
): C {
  const faults: string[] = [];
  const fault: Fault = (text) => void (faults.includes(text) || faults.push(text));
  const env = withSecretFiles(given, fromFiles(table), read, fault);
  const config = build(readFields(table, env, fault), { env, read, fault });
  if (faults.length > 0) throw new ConfigError(process, faults);
  return config;
}

/** The values of a table's variables. An invalid value is a fault, and the default takes its place. */
export function readFields<T extends Table>(table: T, env: Env, fault: Fault): Values<T> {
  const values = Object.entries(table).map(([key, field]) => [key, readField(field, env, fault)]);
  return Object.fromEntries(values) as Values<T>;
}

/** The value of one variable, as `readFields` reads it. */
export function readField<T>(field: Field<T>, env: Env, fault: Fault): T {
  const { variable, kind, default: fallback, required, secret } = field;
  const absent = () => fallback === null ? null : kind.parse(fallback) ?? kind.empty;
  const text = env[variable];
  if (!text) {
    if (required) fault(`${variable} is not set; set ${kind.expects}`);
    return (required ? kind.empty : absent()) as T;
  }
  const value = kind.parse(text);
  if (value !== undefined) return value as T;
  const shown = secret ? "has an invalid value" : `is "${text}"`;
  const otherwise = required ? "" : `, or leave it out${fallback ? ` for ${fallback}` : ""}`;
  fault(`${variable} ${shown}; set ${kind.expects}${otherwise}`);
  return (required ? kind.empty : absent()) as T;
}

const fromFiles = (table: Table) =>
  Object.values(table).filter(({ fromFile }) => fromFile).map(({ variable }) => variable);
