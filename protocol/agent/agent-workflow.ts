/** The workflow's type name: it executes the pending commands of one agent, one after the other. */
export const agentWorkflow = "agentCommands";

/** Identifies the commands: those of one agent by name, or with an empty name those of all agents of the tenant. */
export interface AgentCommandsInput {
  tenant: string;
  agent: string;
}

/** The workflow id of an agent, so that at most one run is open. */
export function agentWorkflowId({ tenant, agent }: AgentCommandsInput): string {
  return agent === "" ? `agents-${tenant}` : `agent-${tenant}-${agent}`;
}
