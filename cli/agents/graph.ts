import { request } from "../../clients/typescript/mod.ts";

/** An agent as the graph has it, as far as files say anything of it. */
export interface RegisteredAgent {
  description: string | null;
  archivedAt: string | null;
  aliases: { name: string; version: { number: number } }[];
  version: RegisteredVersion;
}

/** Its latest version. */
export interface RegisteredVersion {
  number: number;
  model: string;
  instructions: string;
  prompt: {
    server: string;
    name: string;
    arguments: Record<string, string>;
    drifted: boolean | null;
  } | null;
  settings: Record<string, unknown>;
  tools: {
    server: string;
    policy: string;
    approvalTimeout: string;
    approveOnTimeout: boolean;
    drifted: boolean | null;
    tool: { name: string };
  }[];
  handoffs: { number: number; agent: { name: string; version: { number: number } } }[];
  outputSchema: unknown;
  guardrails: unknown;
  turnBudget: Record<string, unknown>;
  conversationBudget: Record<string, unknown>;
}

/** A server and what it offers. */
export interface Server {
  name: string;
  tools: { name: string; readOnly: boolean }[];
}

const budget = "tokens cost { amount currency } modelCalls toolCalls wallTime";

const stateDocument = /* GraphQL */ `
  query AgentState($name: String!) {
    agent(name: $name) {
      description archivedAt aliases { name version { number } }
      version {
        number model instructions prompt { server name arguments drifted }
        settings { temperature topP maxTokens stop seed toolChoice reasoningEffort }
        tools { server policy approvalTimeout approveOnTimeout drifted tool { name } }
        handoffs { number agent { name version { number } } }
        outputSchema guardrails turnBudget { ${budget} } conversationBudget { ${budget} }
      }
    }
  }`;

const registerDocument = /* GraphQL */ `
  mutation ApplyAgent($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      __typename
      ... on RegisterAgentPayload { created version { number } }
      ... on UserError { message }
      ... on ValidationError { issues { path message } }
    }
  }`;

/** What became of registering. */
export type Registered =
  | { __typename: "RegisterAgentPayload"; created: boolean; version: { number: number } }
  | { __typename: string; message: string; issues?: { path: string[]; message: string }[] };

/** The public graph, as far as agents' files need it. */
export function agentGraph(url: string) {
  return {
    /** The MCP servers with what they offer. */
    async servers(): Promise<Server[]> {
      const query = "{ mcpServers { name tools { name readOnly } } }";
      return (await request<{ mcpServers: Server[] }>(url, query)).mcpServers;
    },
    /** The agent of that name, or null. */
    async state(name: string): Promise<RegisteredAgent | null> {
      type State = { agent: RegisteredAgent | null };
      return (await request<State>(url, stateDocument, { name })).agent;
    },
    /** Registers what a file says. The same key for each try of it. */
    async register(input: object, idempotencyKey: string): Promise<Registered> {
      const variables = { input: { ...input, idempotencyKey } };
      const answer = await request<{ registerAgent: Registered }>(url, registerDocument, variables);
      return answer.registerAgent;
    },
  };
}
