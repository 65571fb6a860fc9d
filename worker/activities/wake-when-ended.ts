import { Context } from "@temporalio/activity";
import { sleep } from "../../protocol/async/sleep.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "./deps.ts";

/** The workflow to wake; one of them. */
export interface WakeTarget {
  conversation?: ConversationInput;
  research?: ResearchInput;
}

/** Maximum wait for the end of a run, ms. */
const withinMs = 10_000;

/**
 * Wakes a workflow once the calling run has ended, and returns before: the wake-up starts a run without a pinned
 * version. When this worker stops meanwhile, the sweeper wakes the workflow.
 */
export function createWakeWhenEnded(deps: Pick<ActivityDeps, "wake" | "runs" | "log">) {
  return (target: WakeTarget): Promise<void> => {
    const { workflowExecution } = Context.current().info;
    if (!workflowExecution) return Promise.reject(new Error("only a workflow may call this"));
    const { workflowId, runId } = workflowExecution;
    void wakeAfter(deps, target, () => deps.runs.isOver(workflowId, runId));
    return Promise.resolve();
  };
}

async function wakeAfter(
  { wake, log }: Pick<ActivityDeps, "wake" | "log">,
  { conversation, research }: WakeTarget,
  isOver: () => Promise<boolean>,
) {
  const end = performance.now() + withinMs;
  try {
    while (performance.now() < end && !await isOver()) {
      await sleep(50);
    }
    if (conversation) await wake.conversation(conversation);
    if (research) await wake.research(research);
  } catch (error) {
    log.warn("workflow.wake_failed", errorFields(error));
  }
}
