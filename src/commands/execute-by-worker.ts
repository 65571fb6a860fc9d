import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { Caller } from "../../protocol/caller.ts";
import { unavailable, type UserError } from "../../protocol/user-error.ts";
import {
  agentCommandOutcome,
  agentCommandPayload,
  type AgentMutation,
  recordAgentCommand,
} from "../../store/agent/agent-commands.ts";
import type { Sql } from "../../store/mod.ts";
import type { CommandNotifications } from "./command-notifications.ts";

/** What it takes to have a worker carry a command out. */
export interface ExecuteDeps {
  sql: Sql;
  notifications: CommandNotifications;
  /** Rings the workflow of this agent; empty is that of all agents. Returns at once, never throws. */
  wake: (tenant: string, agent: string) => void;
  times?: ExecuteTimes;
}

/** Times, ms. */
export interface ExecuteTimes {
  /** How long a mutation waits for the worker. */
  within: number;
  /** A notification can be lost with its connection: looked at all the same after so long. */
  look: number;
}

const usualTimes: ExecuteTimes = { within: 10_000, look: 2_000 };

/**
 * Records the command, rings, and waits a while for what a worker makes of it. Nobody did in time: UnavailableError, and
 * it stays recorded: the worker carries it out once it is back, and the same key asks for it again.
 */
export async function executeByWorker<R extends object>(
  { sql, notifications, wake, times = usualTimes }: ExecuteDeps,
  caller: Caller,
  mutation: AgentMutation,
  agent: string,
  command: { idempotencyKey: string },
): Promise<(R & { replayed: boolean }) | UserError> {
  const { tenant } = caller;
  const { idempotencyKey: key } = command;
  const end = Date.now() + times.within;
  const settled = new WakeUp();
  const off = await notifications.on(agentCommandPayload(tenant, key), () => settled.wake());
  try {
    await recordAgentCommand(sql, caller, mutation, agent, command);
    wake(tenant, agent);
    for (;;) {
      const outcome = await agentCommandOutcome<R>(sql, tenant, mutation, key);
      if (outcome && "result" in outcome) return { ...outcome.result, replayed: false };
      if (outcome) return outcome.refused;
      const left = end - Date.now();
      if (left <= 0) return workerAway;
      await settled.wait(Math.min(left, times.look));
    }
  } finally {
    off();
  }
}

const workerAway = unavailable(
  "worker",
  "No worker has answered in time. It goes on when one is back; ask again with the same key.",
);
