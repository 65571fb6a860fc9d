import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { CommandQueue } from "../../protocol/command/command-workflow.ts";
import { unavailable, type UserError } from "../../protocol/user-error.ts";
import {
  commandOutcome,
  commandPayload,
  type NewCommand,
  recordCommand,
} from "../../store/commands/pending-commands.ts";
import type { Sql } from "../../store/mod.ts";
import type { CommandNotifications } from "./command-notifications.ts";

/** The dependencies of a command that a worker executes. */
export interface ExecuteDeps {
  sql: Sql;
  notifications: CommandNotifications;
  /** Wakes the workflow that executes the commands of a queue. Returns at once, never throws. */
  wake: (queue: CommandQueue) => void;
  times?: ExecuteTimes;
}

/** Times, ms. */
export interface ExecuteTimes {
  /** How long a mutation waits for the worker. */
  timeoutMs: number;
  /** Interval at which the outcome is read, since a notification can be lost with its connection. */
  pollMs: number;
}

const usualTimes: ExecuteTimes = { timeoutMs: 10_000, pollMs: 2_000 };

/**
 * Records the command, wakes the workflow, and waits for the outcome. Without one in time the answer is
 * UnavailableError and the command stays pending: a worker executes it later, and the same key returns its result.
 */
export async function executeByWorker<R extends object>(
  { sql, notifications, wake, times = usualTimes }: ExecuteDeps,
  caller: Caller,
  command: NewCommand,
): Promise<(R & { replayed: boolean }) | UserError> {
  const { mutation, queue, command: { idempotencyKey: key } } = command;
  const end = Date.now() + times.timeoutMs;
  const outcomeReady = new WakeUp();
  const off = await notifications.on(commandPayload(caller, key), () => outcomeReady.wake());
  try {
    await recordCommand(sql, caller, command);
    wake({ tenant: caller.tenant, queue });
    for (;;) {
      const outcome = await commandOutcome<R>(sql, caller, mutation, key);
      if (outcome && "result" in outcome) return { ...outcome.result, replayed: false };
      if (outcome) return outcome.refused;
      const left = end - Date.now();
      if (left <= 0) return noWorker;
      await outcomeReady.wait(Math.min(left, times.pollMs));
    }
  } finally {
    off();
  }
}

const noWorker = unavailable(
  "worker",
  "No worker executed the command in time. It stays pending; repeat it with the same key to get its result.",
);
