/** How fast the emulated model speaks. Zero tokens per second means no pace at all. */
export type Pace = { tokensPerSecond: number; firstTokenMs: number };

/** How the emulator behaves where the real service is not known, or varies. */
export type Modes = {
  /** What becomes of a turn whose client is gone: run to its end and stored, or stopped and not stored. */
  cut: "store" | "abort";
  /** How long a conversation stays locked after its client was cut, at least; milliseconds. */
  lockMs: number;
  /** How long history and messages hide the newest turn; milliseconds. */
  historyLagMs: number;
  /** Whether restart is refused with 409 while the conversation is locked. */
  restartRefusedWhileLocked: boolean;
  /** Whether restart gives the entries it copies new ids. */
  freshEntryIds: boolean;
  /** Whether a hand-off from or to an agent with web search fails with 500, as it is known to. */
  handoffSearchFails: boolean;
};

/** What control may change. Not kept on disk: a restarted sandbox begins with its environment's. */
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

/** Copies the keys that `target` has, where `given` holds a value of the same type. Throws on any other. */
export function assignKnown<T extends object>(target: T, given: Record<string, unknown>): T {
  for (const [key, value] of Object.entries(given)) {
    const now = (target as Record<string, unknown>)[key];
    if (now === undefined || typeof now !== typeof value) {
      throw new Error(`unknown or wrong: ${key}`);
    }
    if (typeof value === "number" && !(value >= 0)) throw new Error(`must not be negative: ${key}`);
    if (key === "cut" && value !== "store" && value !== "abort") {
      throw new Error("cut: store or abort");
    }
    Object.assign(target, { [key]: value });
  }
  return target;
}
