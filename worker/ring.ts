import { SpanKind, trace } from "@opentelemetry/api";
import type { Client } from "@temporalio/client";
import {
  type AgentIntentsInput,
  agentWorkflow,
  agentWorkflowId,
} from "../protocol/agent-workflow.ts";
import {
  type ConversationInput,
  conversationWorkflow,
  conversationWorkflowId,
  doorbellSignal,
} from "../protocol/conversation-workflow.ts";
import {
  type ResearchInput,
  researchWorkflow,
  researchWorkflowId,
} from "../protocol/research/research-workflow.ts";
import type { WorkflowTimes } from "../protocol/workflow-times.ts";
import { attributes } from "../telemetry/attributes.ts";
import { inSpan } from "../telemetry/span.ts";

/** Rings workflows: they look at the record, and are started where none runs. Throws when Temporal is away for 5 s. */
export interface Ring {
  conversation(conversation: ConversationInput): Promise<void>;
  research(run: ResearchInput): Promise<void>;
  agent(agent: AgentIntentsInput): Promise<void>;
}

/** Looks at runs of workflows. */
export interface Runs {
  /** Throws when Temporal is away for 5 s. */
  isOver(workflowId: string, runId: string): Promise<boolean>;
}

/** Looks through the client of the moment. */
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

/** Rings through the client of the moment. */
export function ringThrough(
  clientNow: () => Client,
  taskQueue: string,
  times: WorkflowTimes,
): Ring {
  const call = (workflow: string, workflowId: string, input: object) => {
    const client = clientNow();
    return client.withDeadline(Date.now() + 5_000, async () => {
      const signal = { signal: doorbellSignal, signalArgs: [] };
      const args = [{ ...input, times }];
      await client.workflow.signalWithStart(workflow, { workflowId, taskQueue, args, ...signal });
    });
  };
  const ring = (workflow: string, workflowId: string, input: object) => {
    const work = () => call(workflow, workflowId, input);
    // The sweeper's rings belong to no trace.
    if (!trace.getActiveSpan()?.isRecording()) return work();
    const start = {
      kind: SpanKind.PRODUCER,
      attributes: { [attributes.workflowId]: workflowId },
    };
    return inSpan(`SignalWithStartWorkflow:${workflow}`, start, work);
  };
  return {
    conversation: (c) => ring(conversationWorkflow, conversationWorkflowId(c), c),
    research: (r) => ring(researchWorkflow, researchWorkflowId(r), r),
    agent: (a) => ring(agentWorkflow, agentWorkflowId(a), a),
  };
}
