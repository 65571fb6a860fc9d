import type { AgentCommandsInput } from "../../protocol/agent/agent-workflow.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { WorkflowLive } from "../../schema/context.ts";

/** What the API asks of Temporal. Nothing here throws: a message is safe without it. */
export interface Workflows {
  /** Has the conversation's workflow look at its inbox; starts it if it sleeps. Returns at once. */
  wake(conversation: ConversationInput): void;
  /** Has the agent's workflow carry out what waits for it; starts it. Returns at once. */
  wakeAgent(agent: AgentCommandsInput): void;
  /** Has the run's workflow look at its record; starts it. Returns at once. */
  wakeResearch(run: ResearchInput): void;
  /** What the workflow says of itself; null when none runs or none answered in time. */
  live(conversation: ConversationInput): Promise<WorkflowLive | null>;
  /** The same of a run's workflow. */
  liveResearch(run: ResearchInput): Promise<WorkflowLive | null>;
  /** True when the server answers. */
  isUp(): Promise<boolean>;
  /** True when a worker has lately asked the task queue for work; one that died is noticed after a minute. */
  hasWorker(): Promise<boolean>;
  /** Waits a little for rings under way, then hangs up. */
  close(): Promise<void>;
}
