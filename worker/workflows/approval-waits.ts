import { upsertSearchAttributes, workflowInfo } from "@temporalio/workflow";
import type { RunStatus } from "../../protocol/temporal/workflow-start.ts";

const statusKey = { name: "TramontaneStatus", type: "KEYWORD" } as const;

/**
 * The conversations of a workflow in which a tool call waits for approval, shown in its search attribute
 * `TramontaneStatus`. A change of the attribute is an event of the history, so only the first and the last wait cause one,
 * in a workflow task that takes place anyway.
 */
export class ApprovalWaits {
  readonly #waiting = new Set<string>();

  /** Notes whether a conversation waits. */
  set(conversationId: string, waits: boolean): void {
    if (waits) this.#waiting.add(conversationId);
    else this.#waiting.delete(conversationId);
    this.#show(this.#waiting.size > 0 ? "WAITING" : "ACTIVE");
  }

  /** A run that was started without the attribute may be on a server that would reject it: it never sets it. */
  #show(status: RunStatus) {
    const shown = workflowInfo().typedSearchAttributes.get(statusKey);
    if (shown === undefined || shown === status) return;
    upsertSearchAttributes([{ key: statusKey, value: status }]);
  }
}
