import { chaosOfLog } from "./log-scenario.ts";
import type { ChaosOptions } from "./options.ts";
import { chaosOfTurns } from "./turns/scenario.ts";

/** What chaos needs beside its options. */
export interface ChaosSettings extends ChaosOptions {
  /** State folder of the stack, deleted at the end. */
  home: string;
  say(line: string): void;
}

/** Runs a scenario; what is broken stands in `faults`, in words. */
export function chaos(settings: ChaosSettings): Promise<{ faults: string[] }> {
  return settings.scenario === "turns" ? chaosOfTurns(settings) : chaosOfLog(settings);
}
