import { parseArgs } from "node:util";
import { taskCommand } from "../../cli/task-command.ts";
import { type Scenario, scenarios } from "./scenarios.ts";

/** Which scenario, and how much of it. */
export interface ChaosOptions {
  scenario: Scenario;
  /** How many faults are injected. */
  trials: number;
  /** The same seed chooses the same faults in the same order. */
  seed: number;
  /** Conversations at the same time. */
  conversations: number;
  /** Worker processes, from 1 to 8. */
  workers: number;
  /** API processes, from 1 to 8. */
  apis: number;
}

const usage = () =>
  `usage: ${taskCommand("chaos")} [--scenario log|turns] [--trials 1000] [--seed 1]` +
  " [--conversations 6] [--workers 2] [--apis 2]";
const maxOfEach = 8;
const defaults = { trials: 1_000, seed: 1, conversations: 0, workers: 2, apis: 2 };

/** The options in these arguments, or the usage where one is wrong. */
export function readOptions(args: readonly string[]): ChaosOptions | string {
  const given = parse(args);
  if (!given || !isScenario(given.scenario)) return usage();
  const { scenario, ...texts } = given;
  const numbers = { ...defaults };
  for (const [name, text] of Object.entries(texts)) {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) return usage();
    numbers[name as keyof typeof numbers] = value;
  }
  if (Math.max(numbers.workers, numbers.apis) > maxOfEach) return usage();
  const conversations = numbers.conversations || scenarios[scenario].conversations;
  return { ...numbers, scenario, conversations };
}

function parse(args: readonly string[]) {
  const names = ["scenario", ...Object.keys(defaults)];
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options });
    return { scenario: "log", ...values } as Record<string, string>;
  } catch {
    return null;
  }
}

const isScenario = (name = ""): name is Scenario => Object.hasOwn(scenarios, name);
