import { request } from "../graph/client.ts";
import * as documents from "./agents.generated.ts";
import type { RegisterMutation, ServersQuery, StateQuery } from "./agents.generated.ts";
import { readable } from "../graph/readable.ts";
import type { AgentInput } from "./agent-files.ts";

/** An agent as it is registered, as far as files describe it. */
export type RegisteredAgent = NonNullable<StateQuery["agent"]>;

/** Its latest version. */
export type RegisteredVersion = NonNullable<RegisteredAgent["version"]>;

/** An MCP server and its tools. */
export type Server = NonNullable<ServersQuery["mcpServers"]>[number];

/** The result of registering. */
export type Registered = RegisterMutation["result"];

/** The API of agents, through the shipped client. */
export function agentGraph(url: string) {
  return {
    /** The MCP servers with their tools. */
    async servers(): Promise<Server[]> {
      const { mcpServers } = await request(url, documents.servers);
      return readable(mcpServers, "servers:read");
    },
    /** The agent of that name, or null. */
    async state(name: string): Promise<RegisteredAgent | null> {
      return (await request(url, documents.state, { name })).agent;
    },
    /** Registers an agent. A retry has the same key. */
    async register(
      input: AgentInput,
      idempotencyKey: string,
    ): Promise<Registered> {
      const variables = { input: { ...input, idempotencyKey } };
      return (await request(url, documents.register, variables)).result;
    },
  };
}
