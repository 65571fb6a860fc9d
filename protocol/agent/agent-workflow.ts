/** The workflow's type name: it carries out what waits for one agent, one after the other. */
export const agentWorkflow = "agentCommands";

/** Whose intents: of the agent with this name; empty for those that mean all agents of the tenant. Ids only. */
export interface AgentCommandsInput {
  tenant: string;
  agent: string;
}

/** The workflow id of an agent; one at a time runs, ever. */
export function agentWorkflowId({ tenant, agent }: AgentCommandsInput): string {
  return agent === "" ? `agents-${tenant}` : `agent-${tenant}-${agent}`;
}
