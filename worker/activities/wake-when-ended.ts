import { Context } from "@temporalio/activity";
import { sleep } from "../../protocol/async/sleep.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "./deps.ts";

/** Whom to wake; one of them. */
export interface WakeTarget {
  conversation?: ConversationInput;
  research?: ResearchInput;
}

/** How long the end of a run is waited for, ms; after that the sweeper rings. */
const withinMs = 10_000;

/**
 * Promises to wake once the run that calls this has ended, and answers at once: the wake starts a run that no version is
 * pinned to. A promise that dies with this worker is kept by the sweeper.
 */
export function createWakeWhenEnded(deps: Pick<ActivityDeps, "wake" | "runs" | "log">) {
  return (whom: WakeTarget): Promise<void> => {
    const { workflowExecution } = Context.current().info;
    if (!workflowExecution) return Promise.reject(new Error("only a workflow may call this"));
    const { workflowId, runId } = workflowExecution;
    void keep(deps, whom, () => deps.runs.isOver(workflowId, runId));
    return Promise.resolve();
  };
}

async function keep(
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
