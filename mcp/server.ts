import { McpServer } from "@modelcontextprotocol/server";
import type { Tool, ToolDeps } from "./tool.ts";

/** Reported to clients of every server here. */
const version = "0.1.0";

/** An MCP server as data. It is served under `/<name>`. */
export interface ServerDefinition {
  name: string;
  title: string;
  /** Read by models that use the server. */
  instructions: string;
  tools: readonly Tool[];
}

/** A fresh instance for one request: the servers hold nothing between requests. */
export function createServer(definition: ServerDefinition, deps: ToolDeps): McpServer {
  const { name, title, instructions, tools } = definition;
  const server = new McpServer({ name, title, version }, { instructions });
  for (const tool of tools) tool.register(server, deps);
  return server;
}
