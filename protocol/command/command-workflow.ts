/** The workflow's type name: it executes the pending commands of one queue, one after the other. */
export const commandWorkflow = "commands";

/**
 * Commands that are executed in order: those about an agent (its name), about all agents of the tenant (an empty name), or
 * the starts of research runs (`researchQueue`).
 */
export interface CommandQueue {
  tenant: string;
  queue: string;
}

/** Queues for starts of research runs of a tenant: so many of them are executed at a time. */
const researchQueues = 8;

/** No name of an agent has a colon. */
const prefix = "research:";

/** The queue for the start of a research run, by its idempotency key. */
export function researchQueue(key: string): string {
  const sum = [...key].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return `${prefix}${sum % researchQueues}`;
}

/** All queues for starts of research runs. */
export const allResearchQueues = (): string[] =>
  Array.from({ length: researchQueues }, (_, i) => `${prefix}${i}`);

/** True for a queue of commands about agents, which an agent's workflow executes. */
export const isAgentQueue = (queue: string): boolean => !queue.startsWith(prefix);

/** The workflow id of a queue that is not an agent's, so that at most one run is open. */
export const commandWorkflowId = ({ tenant, queue }: CommandQueue): string =>
  `commands-${tenant}:${queue}`;
