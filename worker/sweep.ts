import type { Client } from "@temporalio/client";
import {
  type ConversationInput,
  conversationWorkflow,
  conversationWorkflowId,
  doorbellSignal,
} from "../protocol/conversation-workflow.ts";
import type { WorkflowTimes } from "../protocol/workflow-times.ts";
import type { Sql } from "../store/connect.ts";
import { claimForgotten } from "../store/sweep.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { pause } from "./pause.ts";

/** What the sweeper works with. Times in ms. */
export interface SweepDeps {
  sql: Sql;
  client: Client;
  taskQueue: string;
  times: WorkflowTimes;
  afterMs: number;
  log: Logger;
}

/** Rings every conversation whose open turn nobody has looked at for a while, until the signal aborts. */
export async function keepSweeping(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const { sql, afterMs, log } = deps;
  while (!signal.aborted) {
    try {
      const forgotten = await claimForgotten(sql, afterMs);
      if (forgotten.length > 0) {
        log.info("forgotten_conversations_rung", { count: forgotten.length });
      }
      await Promise.all(forgotten.map((c) => ring(deps, c)));
    } catch (error) {
      log.warn("sweep_failed", errorFields(error));
    }
    await pause(Math.max(500, afterMs / 3), signal);
  }
}

function ring({ client, taskQueue, times }: SweepDeps, conversation: ConversationInput) {
  return client.withDeadline(
    Date.now() + 5_000,
    () =>
      client.workflow.signalWithStart(conversationWorkflow, {
        workflowId: conversationWorkflowId(conversation),
        taskQueue,
        args: [{ ...conversation, times }],
        signal: doorbellSignal,
        signalArgs: [],
      }),
  );
}
