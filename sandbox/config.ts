import { fileVariable, type ReadText, withSecretFiles } from "../telemetry/secret-files.ts";
import type { Pace } from "./control/settings.ts";

/** Configuration of the sandbox. */
export type SandboxConfig = {
  /** The address to bind. */
  host: string;
  /** Names that a Host header may carry besides those of loopback. */
  allowedHosts: readonly string[];
  /** 0 takes a free one; the log line `sandbox.server_listening` tells it. */
  port: number;
  /** The folder of its state. */
  home: string;
  /** The bearer token of /control; undefined: any local program may use it. */
  token: string | undefined;
  pace: Pace;
};

/** What may come from a file that `<NAME>_FILE` names. */
export const sandboxSecrets: readonly string[] = ["SANDBOX_TOKEN"];

/** Every variable the sandbox reads. */
export const sandboxVariables: readonly string[] = [
  "SANDBOX_HOST",
  "SANDBOX_PORT",
  "SANDBOX_ALLOWED_HOSTS",
  "SANDBOX_HOME",
  "SANDBOX_TOKEN",
  ...sandboxSecrets.map(fileVariable),
  "SANDBOX_TOKENS_PER_SECOND",
  "SANDBOX_FIRST_TOKEN_MS",
];

/** All that is wrong with the environment, one line each: what, where, how to fix it. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`Configuration:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Reads the sandbox's variables, and with `read` the files of secrets. Throws ConfigError that lists every fault. */
export function loadSandboxConfig(
  given: Readonly<Record<string, string | undefined>>,
  read: ReadText = () => "",
): SandboxConfig {
  const faults: string[] = [];
  const env = withSecretFiles(given, sandboxSecrets, read, (text) => faults.push(text));
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
  const host = env.SANDBOX_HOST || "127.0.0.1";
  if (!isLoopback(host) && !env.SANDBOX_TOKEN) {
    faults.push(
      `SANDBOX_HOST is "${host}", which others can reach; set SANDBOX_TOKEN, or leave it out for 127.0.0.1`,
    );
  }
  const config: SandboxConfig = {
    host,
    allowedHosts: (env.SANDBOX_ALLOWED_HOSTS ?? "").split(",").map((name) =>
      name.trim().toLowerCase()
    ).filter(Boolean),
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

const isLoopback = (host: string) =>
  host === "localhost" || host === "::1" || host.startsWith("127.");
