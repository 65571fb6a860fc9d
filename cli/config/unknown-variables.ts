import { type Env, startVariables } from "./config.ts";
import { dotenvLines } from "./dotenv-lines.ts";
import { nearest } from "../options/edit-distance.ts";
import { childVariables } from "../stack/child-variables.ts";
import { isDecidedByStart, isMachineVariable } from "../stack/child-environment.ts";

/** In the shell, where most variables belong to other programs, only names with these beginnings are checked. */
const ours = /^(TRAMONTANE|MISTRAL|MCP|TEMPORAL|SANDBOX|TELEMETRY|MARKET|MODEL|DATABASE|WORKER)_/;

/** Warnings about the text of `.env`: invalid lines, and unknown names. No value is shown. */
export function dotenvWarnings(text: string, env: Env): string[] {
  const known = knownNames(env);
  return dotenvLines(text).flatMap(({ line, name }) => {
    const wrong = name === null ? "is not NAME=value, and is ignored" : wrongWith(name, known);
    return wrong === undefined ? [] : [`.env line ${line}${name === null ? " " : ": "}${wrong}`];
  });
}

/** Warnings about names of the shell that are probably misspelt. */
export function shellWarnings(shell: Env, env: Env): string[] {
  const known = knownNames(env);
  return Object.keys(shell).filter((name) => ours.test(name) && !isKnown(name, known))
    .flatMap((name) => {
      const near = nearest(name, known, 2);
      return near === undefined ? [] : [`${name} is not a variable of Tramontane: ${meant(near)}`];
    });
}

function wrongWith(name: string, known: readonly string[]): string | undefined {
  const isOfStart = (startVariables as readonly string[]).includes(name);
  if (isDecidedByStart(name) && !isOfStart) {
    return `${name} has no effect on a start, which decides it itself`;
  }
  if (isKnown(name, known)) return undefined;
  const near = nearest(name, known);
  const help = near === undefined ? "see .env.example and docs/operations.md" : meant(near);
  return `${name} is not a variable of Tramontane, and has no effect: ${help}`;
}

const meant = (near: string) => `did you mean ${near}?`;

const isKnown = (name: string, known: readonly string[]) =>
  known.includes(name) || isMachineVariable(name) ||
  /^(OTEL|GO|GIT)[A-Z_]|^npm_config_/i.test(name);

/** The names that the start and its processes read, and those in the list of MCP servers. */
function knownNames(env: Env): string[] {
  const parts = ["api", "worker", "mcp", "sandbox"].flatMap((part) => childVariables(part, env));
  return [...new Set([...startVariables, ...parts])].filter((name) => !name.endsWith("*"));
}
