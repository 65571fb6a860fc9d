import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import { sleep } from "../../../protocol/async/sleep.ts";
import { SchemaError } from "../../../store/mod.ts";
import { lastLines } from "./log-file.ts";
import type { PartSpec } from "./part.ts";

/** A part did not become ready; the message has its name, what was missing, and the path of its log. */
export class NotReadyError extends Error {
  override name = "NotReadyError";
}

/**
 * Repeats the part's probe until it succeeds. Gives up at its deadline, for a database of an older release, when `signal` aborts, or when the program has
 * ended and is not started again.
 */
export async function waitUntilReady(
  spec: PartSpec,
  gone: () => boolean,
  signal: AbortSignal,
  log: string,
): Promise<void> {
  const deadline = performance.now() + spec.readyWithinMs;
  let missing: string | undefined = "no answer yet";
  while (performance.now() < deadline && !signal.aborted) {
    if (gone()) break;
    missing = await attempt(spec, signal);
    if (missing === undefined) return;
    await sleep(50);
  }
  throw new NotReadyError(await explain(spec, missing, log));
}

async function attempt(spec: PartSpec, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await spec.ready(deadlineSignal(3_000, signal));
  } catch (error) {
    // No later attempt can succeed, and the message says what to do.
    if (error instanceof SchemaError) throw new NotReadyError(`${spec.name}: ${error.message}`);
    return error instanceof Error ? error.message : String(error);
  }
}

async function explain(spec: PartSpec, missing: string, log: string): Promise<string> {
  const tail = spec.program ? await lastLines(log, 20) : [];
  return [
    `${spec.name} is not ready: ${missing}`,
    ...tail.map((line) => `  | ${line}`),
    ...(spec.program ? [`  log: ${log}`] : []),
    ...(spec.advice ? [`  next: ${spec.advice}`] : []),
  ].join("\n");
}
