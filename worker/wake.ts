import { SpanKind, trace } from "@opentelemetry/api";
import type { Client } from "@temporalio/client";
import type { CommandQueue } from "../protocol/command/command-workflow.ts";
import type { ConversationInput } from "../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../protocol/research/research-workflow.ts";
import type { SearchAttributes } from "../protocol/temporal/search-attributes.ts";
import {
  type AgentLabel,
  commandStart,
  conversationStart,
  researchStart,
  startOptions,
  type WorkflowStart,
} from "../protocol/temporal/workflow-start.ts";
import type { WorkflowTimes } from "../protocol/temporal/workflow-times.ts";
import { attributes } from "../telemetry/attributes.ts";
import { inSpan } from "../telemetry/span.ts";

/** Wakes workflows, or starts them if none is open: they read the record. Throws if Temporal does not answer in 5 s. */
export interface Waker {
  conversation(conversation: ConversationInput): Promise<void>;
  research(run: ResearchInput): Promise<void>;
  commands(queue: CommandQueue): Promise<void>;
}

/** Reads the state of workflow runs. */
export interface Runs {
  /** Throws if Temporal does not answer within 5 s. */
  isOver(workflowId: string, runId: string): Promise<boolean>;
}

/** Reads through the current client. */
export function runsIn(clientNow: () => Client): Runs {
  const describe = (workflowId: string, runId: string) => {
    const client = clientNow();
    return client.withDeadline(
      Date.now() + 5_000,
      () => client.workflow.getHandle(workflowId, runId).describe(),
    );
  };
  return { isOver: async (...run) => (await describe(...run)).status.name !== "RUNNING" };
}

/** Options of starts. */
export interface StartDeps {
  taskQueue: string;
  times: WorkflowTimes;
  attributes: SearchAttributes;
  /** The agent of a conversation; null if it cannot be read. */
  labelOf(conversation: ConversationInput): Promise<AgentLabel | null>;
}

/** Wakes through the current client. */
export function createWaker(
  clientNow: () => Client,
  { attributes: searchable, labelOf, ...how }: StartDeps,
): Waker {
  const call = (start: WorkflowStart) => {
    const client = clientNow();
    return client.withDeadline(Date.now() + 5_000, () =>
      searchable.start(async (searchable) => {
        const options = startOptions(start, { ...how, searchable });
        await client.workflow.signalWithStart(start.type, options);
      }));
  };
  const wake = (start: WorkflowStart) => {
    // Wake-ups of the sweeper belong to no trace.
    if (!trace.getActiveSpan()?.isRecording()) return call(start);
    const span = {
      kind: SpanKind.PRODUCER,
      attributes: { [attributes.workflowId]: start.workflowId },
    };
    return inSpan(`SignalWithStartWorkflow:${start.type}`, span, () => call(start));
  };
  return {
    conversation: async (c) => wake(conversationStart(c, await labelOf(c))),
    research: (r) => wake(researchStart(r)),
    commands: (q) => wake(commandStart(q)),
  };
}
