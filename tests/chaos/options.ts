import { taskCommand } from "../../cli/task-command.ts";
/** What is held to its promises: `log`, one fault after the other; `turns`, overlapping ones under interrupts. */
export const scenarios = ["log", "turns"] as const;
/** One of `scenarios`. */
export type Scenario = (typeof scenarios)[number];

/** How much chaos, and which. */
export interface ChaosOptions {
  scenario: Scenario;
  /** Faults made. */
  trials: number;
  /** The same seed chooses the same faults in the same order. */
  seed: number;
  /** Conversations that talk at the same time; default 6, or 20 for `turns`. */
  conversations: number;
  /** Worker processes, from 1 to 8. */
  workers: number;
  /** API processes, from 1 to 8. */
  apis: number;
}

/** What chaos needs beside its options. */
export interface ChaosSettings extends ChaosOptions {
  /** State folder of the stack, deleted at the end. */
  home: string;
  say(line: string): void;
}

const usage = () =>
  `usage: ${taskCommand("chaos")} [--scenario log|turns] [--trials 1000] [--seed 1]` +
  " [--conversations 6] [--workers 2] [--apis 2]";
const mostOfEach = 8;

/** The options in these arguments, or what is wrong with them. */
export function readOptions(args: readonly string[]): ChaosOptions | string {
  const numbers = { trials: 1_000, seed: 1, conversations: 0, workers: 2, apis: 2 };
  let scenario: Scenario | undefined = "log";
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]?.replace(/^--/, "") ?? "";
    const given = args[at + 1];
    const value = Number(given);
    if (name === "scenario") scenario = scenarios.find((s) => s === given);
    else if (name in numbers && Number.isInteger(value) && value >= 1) {
      numbers[name as keyof typeof numbers] = value;
    } else return usage();
  }
  if (!scenario || Math.max(numbers.workers, numbers.apis) > mostOfEach) return usage();
  return { ...numbers, scenario, conversations: numbers.conversations || usual[scenario] };
}

const usual: Record<Scenario, number> = { log: 6, turns: 20 };
