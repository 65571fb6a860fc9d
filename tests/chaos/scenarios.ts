/** What a scenario does while faults are injected. */
export interface ScenarioPlan {
  /** Processes that may be down or paused at a time. */
  maxConcurrentFaults: number;
  /** Shortest and longest time between two faults, ms. */
  betweenFaultsMs: readonly [number, number];
  /** Default number of conversations at a time. */
  conversations: number;
  /** Messages sent to one conversation: with all that they cause they fit one page of entries. */
  maxMessages: number;
  /** Cancel turns, send into open ones, and have tools with side effects and approvals called. */
  interrupts: boolean;
  /** Let the provider fail at random as well. */
  providerFaults: boolean;
}

/** `log`: one fault after the other. `turns`: overlapping faults under interrupted turns. Readers are at every API. */
export const scenarios = {
  log: {
    maxConcurrentFaults: 1,
    betweenFaultsMs: [300, 1_500],
    conversations: 6,
    maxMessages: 20,
    interrupts: false,
    providerFaults: false,
  },
  turns: {
    maxConcurrentFaults: 3,
    betweenFaultsMs: [100, 600],
    conversations: 20,
    maxMessages: 8,
    interrupts: true,
    providerFaults: true,
  },
} as const satisfies Record<string, ScenarioPlan>;

/** Name of a scenario. */
export type Scenario = keyof typeof scenarios;
