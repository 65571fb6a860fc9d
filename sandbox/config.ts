import type { Pace } from "./control/settings.ts";

/** What the sandbox is started with. */
export type SandboxConfig = {
  /** 0 takes a free one; the log line `sandbox_listening` tells it. */
  port: number;
  /** The folder of its state. */
  home: string;
  /** The bearer token that /control asks for; none means that any local program may use it. */
  token: string | undefined;
  pace: Pace;
};

/** All that is wrong with the environment, one line each: what, where, how to fix it. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`Configuration:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Reads the sandbox's variables. Throws ConfigError that lists every fault. */
export function loadSandboxConfig(env: Record<string, string | undefined>): SandboxConfig {
  const faults: string[] = [];
  const whole = (name: string, usual: number, most: number) => {
    const text = env[name] ?? "";
    if (text === "") return usual;
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    faults.push(
      `${name} is "${text}"; set a whole number from 0 to ${most}, or leave it out for ${usual}`,
    );
    return usual;
  };
  const home = env.SANDBOX_HOME ?? "";
  if (home === "") faults.push("SANDBOX_HOME is not set; name the folder for the sandbox's state");
  const config: SandboxConfig = {
    port: whole("SANDBOX_PORT", 0, 65_535),
    home,
    token: env.SANDBOX_TOKEN || undefined,
    pace: {
      tokensPerSecond: whole("SANDBOX_TOKENS_PER_SECOND", 60, 1_000_000),
      firstTokenMs: whole("SANDBOX_FIRST_TOKEN_MS", 200, 600_000),
    },
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}
