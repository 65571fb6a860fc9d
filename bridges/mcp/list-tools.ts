import type { Tool } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Source } from "../../clients/client/source.ts";
import { BridgeError } from "../failure.ts";
import { askArguments, researchArguments } from "./arguments.ts";
import { pageOfAgents } from "./find-agent.ts";
import { mcpCaller } from "./mcp.generated.ts";
import { runOutput } from "./run-result.ts";
import { researchTool, toolOf } from "./tool-names.ts";
import { turnOutput } from "./turn-result.ts";

/** Agents of one page. */
const pageSize = 50;
/** Units of a description that an agent's owner wrote. */
const descriptionLength = 1_000;

/** A page of the tools that the caller may use: `research`, then one tool for each agent. */
export async function listTools(source: Source, cursor: string | undefined) {
  const { viewer: { asks, readsAgents, researches } } = await source.request(mcpCaller, {});
  const first = cursor === undefined && researches ? [researchDefinition] : [];
  if (!asks || !readsAgents) {
    if (first.length > 0 || cursor !== undefined) return { tools: first };
    throw new BridgeError({ status: 403, code: "FORBIDDEN", message: noScope });
  }
  const { nodes, pageInfo } = await pageOfAgents(source, pageSize, cursor ?? null);
  const nextCursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  return { tools: [...first, ...nodes.map(askDefinition)], ...(nextCursor && { nextCursor }) };
}

const noScope = "Your credential can use no tool: asking agents needs the scopes agents:read, " +
  "conversations:read and conversations:write, research needs research:read and research:write.";

/** An agent may call tools of others, and each call costs money: nothing is promised. */
const annotations = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

const schemaOf = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io }) as Tool["inputSchema"];
const askSchemas = {
  inputSchema: schemaOf(askArguments, "input"),
  outputSchema: schemaOf(turnOutput, "output"),
};

function askDefinition({ name, description }: { name: string; description: string | null }): Tool {
  const about = (description ?? "").slice(0, descriptionLength).toWellFormed();
  return {
    name: toolOf(name),
    title: name,
    description: `Asks the agent ${name} and returns its answer.${about && ` ${about}`} ` +
      "It may take minutes. It remembers a conversation: pass its conversationId to continue.",
    ...askSchemas,
    annotations: { title: name, ...annotations },
  };
}

const researchDefinition: Tool = {
  name: researchTool,
  title: "Research",
  description:
    "Researches a question about companies and markets: plans, searches, analyses, writes a report and " +
    "verifies its figures. It takes minutes. Returns the summary, a link to the report, what it lacks, and whether " +
    "it was verified.",
  inputSchema: schemaOf(researchArguments, "input"),
  outputSchema: schemaOf(runOutput, "output"),
  annotations: { title: "Research", ...annotations },
};
