import { readFileSync } from "node:fs";
import process from "node:process";
import { createLogger, errorFields } from "../telemetry/log.ts";
import { ConfigError } from "../protocol/config/read-config.ts";
import { loadSandboxConfig } from "./config.ts";
import { startSandbox } from "./server.ts";

const log = createLogger("sandbox");

async function main(): Promise<void> {
  const config = loadSandboxConfig(process.env, (path) => readFileSync(path, "utf8"));
  const sandbox = await startSandbox(config, (error, path) => {
    log.error("sandbox.request_failed", { path: path.split("?")[0], ...errorFields(error) });
  });
  log.info("sandbox.server_listening", { port: sandbox.port, url: sandbox.url, emulated: true });
  let stopping = false;
  const stop = async (signal: string) => {
    // Ctrl-C under a task runner can arrive twice.
    if (stopping) return;
    stopping = true;
    log.info("sandbox.server_stopping", { signal });
    await sandbox.stop();
    log.info("sandbox.server_stopped");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
}

main().catch((error) => {
  log.error(
    "sandbox.server_failed",
    error instanceof ConfigError ? { faults: error.faults } : errorFields(error),
  );
  process.exit(1);
});
