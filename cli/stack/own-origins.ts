import type { Env, StartConfig } from "../config/config.ts";

/** Ports of the usual development servers: Vite's, and that of Next.js and others. */
const ports = [5173, 3000];
const hosts = ["localhost", "127.0.0.1"];
const origins = ports.flatMap((port) => hosts.map((host) => `http://${host}:${port}`));

/**
 * The origins whose pages may call an API that needs no credentials, as a variable: apps in development on this machine.
 * The operator's ALLOWED_ORIGINS replaces them, also by nothing.
 */
export function ownOrigins(
  { authentication }: Pick<StartConfig, "authentication">,
  env: Env,
): Record<string, string> {
  const isDefault = authentication === "LOCAL" && env.ALLOWED_ORIGINS === undefined;
  return isDefault ? { ALLOWED_ORIGINS: origins.join(",") } : {};
}
