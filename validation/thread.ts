// The thread that compiles and runs JSON Schemas of callers and MCP servers, each step with a time limit. It imports
// only types of other files: Deno needs a read permission for each file of a thread.
import { createContext, Script } from "node:vm";
import { parentPort } from "node:worker_threads";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import { RE2JS } from "re2js";
import type { CheckMessage, CheckRequest } from "./messages.ts";

type Validate = (value: unknown) => { valid: boolean; errorMessage?: string | undefined };

/** Private, but the only access to its options without other packages; a test notices if it is gone. */
type EngineFor = (schema: object) => { opts: { inlineRefs?: boolean | number; code?: object } };

/** Maximum number of compiled schemas in memory. */
const maxCached = 20;
/** Maximum length of a fault, UTF-16 units. */
const longest = 1_000;
const compiled = new Map<string, Validate>();

/**
 * Only `node:vm` can end code that does not end by itself, such as a pattern: in Deno 2.9.3 a terminated thread runs on
 * until it reads its events, so for ever (https://github.com/denoland/deno/issues/14003).
 */
const steps: { run: () => void } = { run: () => {} };
const context = createContext(steps);
const script = new Script("run()");

/** Runs a step; false if it was ended after `ms`. Throws the error of the step. */
function endsWithin(ms: number, step: () => void): boolean {
  let done = false;
  steps.run = () => {
    step();
    done = true;
  };
  try {
    script.runInContext(context, { timeout: ms });
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (!done && code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  }
}

/** Patterns by RE2, in linear time. It is the second choice: it has no lookarounds, and its `\\s` is ASCII only. */
const linear = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
  },
  { code: "new RegExp" },
);

/** One validator for each schema: the `$id` of one schema must not be visible in another. */
function compile(schema: object, patterns?: typeof linear): Validate {
  const validator = new AjvJsonSchemaValidator();
  // A definition that is referenced a thousand times is compiled once, not copied to each place.
  const engine = (validator as unknown as { _engineFor: EngineFor })._engineFor(schema);
  engine.opts.inlineRefs = false;
  if (patterns) engine.opts.code = { ...engine.opts.code, regExp: patterns };
  return validator.getValidator(schema as never);
}

function cache(key: string, validate: Validate): void {
  compiled.delete(key);
  compiled.set(key, validate);
  const [oldest] = compiled.keys();
  if (compiled.size > maxCached && oldest !== undefined) compiled.delete(oldest);
}

function faultOf(validate: Validate, value: string): string | null {
  const { valid, errorMessage } = validate(JSON.parse(value));
  return valid ? null : (errorMessage ?? "it does not fit").slice(0, longest);
}

function check(request: CheckRequest, patterns?: typeof linear): CheckMessage {
  const { id, schema, values, compileMs, checkMs } = request;
  const key = patterns ? `linear ${schema}` : schema;
  let validate = compiled.get(key);
  const isCompiled = endsWithin(compileMs, () => {
    validate ??= compile(JSON.parse(schema), patterns);
  });
  if (!isCompiled || !validate) return { id, kind: "unfinished", part: "schema" };
  cache(key, validate);
  const run = validate;
  const faults: (string | null)[] = [];
  const isChecked = endsWithin(checkMs, () => {
    for (const value of values) faults.push(faultOf(run, value));
  });
  return isChecked ? { id, kind: "checked", faults } : { id, kind: "unfinished", part: "values" };
}

/** Repeats a check that did not end with linear patterns, if RE2 supports them; the next time it uses them at once. */
function checkTwice(request: CheckRequest): CheckMessage {
  if (compiled.has(`linear ${request.schema}`)) return check(request, linear);
  const first = check(request);
  if (first === "ready" || first.kind !== "unfinished" || first.part !== "values") return first;
  try {
    return check(request, linear);
  } catch {
    return first;
  }
}

function outcomeOf(request: CheckRequest): CheckMessage {
  try {
    return checkTwice(request);
  } catch (error) {
    const fault = (error instanceof Error ? error.message : String(error)).slice(0, longest);
    return { id: request.id, kind: "unusable", fault };
  }
}

parentPort?.on("message", (request: CheckRequest) => {
  parentPort?.postMessage(outcomeOf(request));
});

// The first use of the compiler takes much longer than later ones.
compile({ type: "object", properties: { a: { type: "string", pattern: "a" } } })({ a: "a" });
parentPort?.postMessage("ready" satisfies CheckMessage);
