/** Pace of the emulated model. With zero tokens per second there is no pacing. */
export type Pace = { tokensPerSecond: number; firstTokenMs: number };

/** Behaviour for which the real service is undocumented, or varies. */
export type Modes = {
  /** A turn whose client disconnects is run to its end and stored, or stopped and not stored. */
  cut: "store" | "abort";
  /** How long a conversation stays locked at least after its client disconnected, ms. */
  lockMs: number;
  /** How long history and messages hide the newest turn, ms. */
  historyLagMs: number;
  /** Whether a restart gets 409 while the conversation is locked. */
  restartRefusedWhileLocked: boolean;
  /** Whether a restart gives new ids to the entries that it copies. */
  freshEntryIds: boolean;
  /** Whether a hand-off from or to an agent with web search fails with 500, as at the real service. */
  handoffSearchFails: boolean;
};

/** Settings that /control changes. Not stored: a restart resets them to the environment's. */
export type Settings = { pace: Pace; modes: Modes };

/** The modes of a fresh sandbox. */
export const defaultModes: Modes = {
  cut: "store",
  lockMs: 3_000,
  historyLagMs: 0,
  restartRefusedWhileLocked: false,
  freshEntryIds: false,
  handoffSearchFails: true,
};

/** Copies values to the keys of `target`. Throws for an unknown key, and for a value of another type. */
export function assignKnown<T extends object>(target: T, given: Record<string, unknown>): T {
  for (const [key, value] of Object.entries(given)) {
    const now = (target as Record<string, unknown>)[key];
    if (now === undefined || typeof now !== typeof value) {
      throw new Error(`unknown key or value of the wrong type: ${key}`);
    }
    if (typeof value === "number" && !(value >= 0)) throw new Error(`must not be negative: ${key}`);
    if (key === "cut" && value !== "store" && value !== "abort") {
      throw new Error("cut: store or abort");
    }
    Object.assign(target, { [key]: value });
  }
  return target;
}
