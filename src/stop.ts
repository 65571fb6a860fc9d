import { errorFields, type Logger } from "../telemetry/log.ts";

/** A stop that takes longer ends the process at once, ms. */
const maxStopMs = 12_000;

/**
 * Waits for SIGTERM or SIGINT, then stops and ends the process, with 0 when there was no error. Further signals are
 * ignored, because a terminal can send the same one twice.
 */
export async function stopOnSignal(stop: () => Promise<void>, log: Logger): Promise<never> {
  const signal = await new Promise<string>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) {
      Deno.addSignalListener(name, () => resolve(name));
    }
  });
  log.info("api.server_stopping", { signal });
  setTimeout(() => {
    log.error("api.stop_timeout", { ms: maxStopMs });
    Deno.exit(1);
  }, maxStopMs);
  try {
    await stop();
    log.info("api.server_stopped");
    Deno.exit(0);
  } catch (error) {
    log.error("api.stop_failed", errorFields(error));
    Deno.exit(1);
  }
}
