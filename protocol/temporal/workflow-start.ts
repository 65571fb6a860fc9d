import {
  type AgentCommandsInput,
  agentWorkflow,
  agentWorkflowId,
} from "../agent/agent-workflow.ts";
import {
  type CommandQueue,
  commandWorkflow,
  commandWorkflowId,
  isAgentQueue,
} from "../command/command-workflow.ts";
import {
  type ConversationInput,
  conversationWorkflow,
  conversationWorkflowId,
  wakeSignal,
} from "../conversation/conversation-workflow.ts";
import {
  type ResearchInput,
  researchWorkflow,
  researchWorkflowId,
} from "../research/research-workflow.ts";
import type { WorkflowTimes } from "./workflow-times.ts";

/** The search attributes of workflows, all of the type Keyword. */
export const searchAttributeNames = [
  "TramontaneTenant",
  "TramontaneAgent",
  "TramontaneStatus",
] as const;

/**
 * The values of `TramontaneStatus`. WAITING: a tool call waits for a decision on its approval. ACTIVE: none does; a run
 * works, or rests until it ends. A run that has ended keeps its last value: Temporal's `ExecutionStatus` says that it did.
 */
export type RunStatus = "ACTIVE" | "WAITING";

/** The agent of a conversation, by name and number of its version. */
export interface AgentLabel {
  agent: string;
  version: number;
  /** The research run that the conversation is a phase of; null for a user's conversation. */
  researchId: string | null;
}

/** A workflow to wake or start, with its description in Temporal's UI; no content. */
export interface WorkflowStart {
  type: string;
  workflowId: string;
  input: ConversationInput | AgentCommandsInput | CommandQueue | ResearchInput;
  summary: string;
  /** Lines of Markdown. */
  details: string[];
  attributes: { TramontaneTenant: string; TramontaneAgent?: string };
}

/**
 * The start of the workflow that drives a conversation: its own, or that of the research run which it is a phase of.
 * `label`: its agent; null if it could not be read.
 */
export function conversationStart(
  input: ConversationInput,
  label: AgentLabel | null,
): WorkflowStart {
  const { tenant, conversationId } = input;
  if (label?.researchId) return researchStart({ tenant, researchId: label.researchId });
  return {
    type: conversationWorkflow,
    workflowId: conversationWorkflowId(input),
    input,
    summary: label ? `${label.agent}, version ${label.version}` : "conversation",
    details: [
      ...(label ? [`Agent: \`${label.agent}\`, version ${label.version}`] : []),
      `Conversation: \`${conversationId}\`, tenant \`${tenant}\``,
      "A run is open while there is work, and for a while after, so that the next message needs no new run; the current " +
      "details say which. It contains only ids: messages are in PostgreSQL.",
    ],
    attributes: { TramontaneTenant: tenant, ...(label && { TramontaneAgent: label.agent }) },
  };
}

/** The start of a research run's workflow. */
export function researchStart(input: ResearchInput): WorkflowStart {
  return {
    type: researchWorkflow,
    workflowId: researchWorkflowId(input),
    input,
    summary: "research run",
    details: [
      `Research run: \`${input.researchId}\`, tenant \`${input.tenant}\``,
      "It is open until the run has ended, and drives the conversations of its phases.",
    ],
    attributes: { TramontaneTenant: input.tenant },
  };
}

/** The start of the workflow for the pending commands of a queue. */
export function commandStart(input: CommandQueue): WorkflowStart {
  const { tenant, queue } = input;
  if (isAgentQueue(queue)) return agentStart({ tenant, agent: queue });
  return {
    type: commandWorkflow,
    workflowId: commandWorkflowId(input),
    input,
    summary: "starts of research runs",
    details: [`Executes commands that start research runs, tenant \`${tenant}\``],
    attributes: { TramontaneTenant: tenant },
  };
}

/** The start of the workflow for the commands of an agent, or of all agents of a tenant. */
function agentStart(input: AgentCommandsInput): WorkflowStart {
  const { tenant, agent } = input;
  return {
    type: agentWorkflow,
    workflowId: agentWorkflowId(input),
    input,
    summary: agent === "" ? "all agents" : `agent ${agent}`,
    details: [
      `Executes commands about ${agent === "" ? "agents" : `\`${agent}\``}, tenant \`${tenant}\``,
    ],
    attributes: { TramontaneTenant: tenant, ...(agent !== "" && { TramontaneAgent: agent }) },
  };
}

/** The options of a signal-with-start. They add no event to the history; if a run is open, Temporal ignores them. */
export function startOptions(
  { workflowId, input, summary, details, attributes }: WorkflowStart,
  { taskQueue, times, searchable }: {
    taskQueue: string;
    times: WorkflowTimes;
    searchable: boolean;
  },
) {
  const status: RunStatus = "ACTIVE";
  const pairs = Object.entries({ ...attributes, TramontaneStatus: status }).map((
    [name, value],
  ) => ({
    key: { name, type: "KEYWORD" as const },
    value,
  }));
  return {
    workflowId,
    taskQueue,
    args: [{ ...input, times }],
    signal: wakeSignal,
    signalArgs: [],
    // A server with fairness dispatches the tasks of tenants in turn; any other ignores it.
    priority: { fairnessKey: input.tenant },
    staticSummary: summary.slice(0, 200),
    staticDetails: details.join("\n\n"),
    ...(searchable && { typedSearchAttributes: pairs }),
  };
}
