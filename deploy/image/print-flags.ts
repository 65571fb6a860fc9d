type Env = Record<string, string>;

/** Prints the flags of `flagsFor` for this environment; faults go to stderr, with exit code 2. */
export function printFlags(
  flagsFor: (env: Env, read: (path: string) => string) => readonly string[],
): void {
  try {
    const flags = flagsFor(Deno.env.toObject(), Deno.readTextFileSync);
    for (const flag of flags) console.log(flag);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exitCode = 2;
  }
}
