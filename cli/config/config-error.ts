/** All faults of the configuration at once, each with what, where and how to fix it. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(["the configuration has faults:", ...faults.map((one) => `  - ${one}`)].join("\n"));
    this.faults = faults;
  }
}
