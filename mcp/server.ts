import { McpServer } from "@modelcontextprotocol/server";
import manifest from "../package.json" with { type: "json" };
import { registerPrompt } from "./prompt.ts";
import type { PromptFolder } from "./prompt-folder.ts";
import { registerResource, type Resource } from "./resource.ts";
import type { Tool, ToolDeps } from "./tool.ts";

/** Reported to the clients of all servers. */
const { version } = manifest;

/** Definition of an MCP server, which is served at `/<name>`. */
export interface ServerDefinition {
  name: string;
  title: string;
  /** Instructions for models that use the server. */
  instructions: string;
  tools: readonly Tool[];
  resources: readonly Resource[];
}

/** Dependencies of every server. */
export interface ServerDeps extends ToolDeps {
  prompts: PromptFolder;
}

/** A new instance for one request: the servers keep no state between requests. */
export function createServer(definition: ServerDefinition, deps: ServerDeps): McpServer {
  const { name, title, instructions, tools, resources } = definition;
  const server = new McpServer({ name, title, version }, { instructions });
  for (const tool of tools) tool.register(server, deps);
  for (const resource of resources) registerResource(server, resource, deps);
  for (const prompt of deps.prompts.of(name)) registerPrompt(server, prompt, deps);
  return server;
}
