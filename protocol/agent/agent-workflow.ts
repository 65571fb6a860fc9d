/** The workflow's type name: it executes the pending commands of one agent, one after the other. */
export const agentWorkflow = "agentCommands";

/** Identifies the commands: those of one agent by name, or with an empty name those of all agents of the tenant. */
export interface AgentCommandsInput {
  tenant: string;
  agent: string;
}

/**
 * The workflow id of an agent, so that at most one run is open. Names of tenants and agents may contain a dash: after
 * such a tenant the separator is another one, so that no two agents share an id.
 */
export function agentWorkflowId({ tenant, agent }: AgentCommandsInput): string {
  if (agent === "") return `agents-${tenant}`;
  return `agent-${tenant}${tenant.includes("-") ? ":" : "-"}${agent}`;
}
