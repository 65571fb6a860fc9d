import { isObject } from "../../protocol/json/is-object.ts";

/** A parsed entry of the file. */
export type Raw = Record<string, unknown>;
/** Receives a fault of the file, as a sentence without values of variables. */
export type Fault = (text: string) => void;

/** A program that uses MCP over stdin and stdout. */
export interface Program {
  command: string;
  args: string[];
  /** Its variables, in addition to those that every program needs, such as PATH and HOME. */
  env: Record<string, string>;
}

/** The program of an entry that names a `command`. `fill` inserts the values of variables. */
export function parseProgram(
  name: string,
  raw: Raw,
  fill: (text: string) => string,
  fault: Fault,
): { url: string; program: Program } {
  const { command, args = [], env = {} } = raw;
  if (typeof command !== "string" || command.trim() === "") {
    fault(`${name}: command must be the name or the path of a program.`);
  }
  const isList = Array.isArray(args) && args.every((a) => typeof a === "string");
  if (!isList) fault(`${name}: args must be a list of strings, one per argument.`);
  const variables = Object.entries(asObject(env));
  const wrong = variables.filter(([key, value]) => !isVariable(key) || typeof value !== "string");
  if (env !== asObject(env) || wrong.length > 0) {
    fault(`${name}: env must be an object of strings by variable name.`);
  }
  return {
    url: `stdio:${String(command)}`,
    program: {
      command: String(command),
      args: isList ? (args as string[]).map(fill) : [],
      env: Object.fromEntries(variables.map(([key, value]) => [key, fill(String(value))])),
    },
  };
}

const isVariable = (name: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

/** The value, if it is an object; an empty one otherwise. */
export const asObject = (raw: unknown): Raw => isObject(raw) ? raw : {};
