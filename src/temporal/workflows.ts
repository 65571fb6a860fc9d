import type { CommandQueue } from "../../protocol/command/command-workflow.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { WorkflowLive } from "../../schema/context.ts";

/** What the API needs of Temporal. Nothing here throws: messages are safe without it. */
export interface Workflows {
  /** Wakes the workflow of a conversation, which reads its inbox; starts it where none runs. Returns at once. */
  wake(conversation: ConversationInput): void;
  /** Wakes the workflow that executes the pending commands of a queue; starts it where none runs. Returns at once. */
  wakeCommands(queue: CommandQueue): void;
  /** Wakes the workflow of a research run, which reads its record; starts it where none runs. Returns at once. */
  wakeResearch(run: ResearchInput): void;
  /** The state that the workflow reports; null where none runs or none answered in time. */
  live(conversation: ConversationInput): Promise<WorkflowLive | null>;
  /** The same of a research run. */
  liveResearch(run: ResearchInput): Promise<WorkflowLive | null>;
  /** Whether the server answers. */
  isUp(): Promise<boolean>;
  /** Whether a worker has polled the task queue recently; a dead one is noticed after a minute. */
  hasWorker(): Promise<boolean>;
  /** Waits a short time for wake-ups under way, then disconnects. */
  close(): Promise<void>;
}
