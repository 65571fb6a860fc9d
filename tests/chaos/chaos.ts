import { chaosOfLog } from "./log-scenario.ts";
import type { ChaosSettings } from "./options.ts";
import { chaosOfTurns } from "./turns/scenario.ts";

/** Runs a scenario; what is broken stands in `faults`, in words. */
export function chaos(settings: ChaosSettings): Promise<{ faults: string[] }> {
  return settings.scenario === "turns" ? chaosOfTurns(settings) : chaosOfLog(settings);
}
