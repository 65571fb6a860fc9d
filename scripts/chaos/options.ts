/** How much chaos, and which. */
export interface ChaosOptions {
  /** Faults made, one after the other. */
  trials: number;
  /** The same seed chooses the same faults in the same order. */
  seed: number;
  /** Conversations that talk at the same time. */
  conversations: number;
}

const usage = "usage: deno task chaos [--trials 1000] [--seed 1] [--conversations 6]";

/** The options in these arguments, or what is wrong with them. */
export function readOptions(args: readonly string[]): ChaosOptions | string {
  const options: ChaosOptions = { trials: 1_000, seed: 1, conversations: 6 };
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]?.replace(/^--/, "") ?? "";
    const value = Number(args[at + 1]);
    if (!(name in options) || !Number.isInteger(value) || value < 1) return usage;
    options[name as keyof ChaosOptions] = value;
  }
  return options;
}
