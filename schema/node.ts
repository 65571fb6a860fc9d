import { type IdKind, idKind } from "../protocol/ids.ts";
import { limits } from "../protocol/limits.ts";
import { builder } from "./builder.ts";
import type { GraphQLContext } from "./context.ts";
import { badInput } from "./errors.ts";

/** An object with a global id. */
export interface NodeShape {
  id: string;
}

/** GraphQL type of each kind of id. */
const typeNames: Record<IdKind, string> = {
  agent: "Agent",
  version: "AgentVersion",
  conversation: "Conversation",
  turn: "Turn",
  message: "Message",
  call: "ModelCall",
  tool: "ToolCall",
  handoff: "Handoff",
  server: "McpServer",
  approval: "Approval",
  research: "ResearchRun",
  phase: "ResearchPhase",
  key: "ApiKey",
};

/** Name of the GraphQL type of a node. */
export function nodeTypeName({ id }: NodeShape): string | undefined {
  const kind = idKind(id);
  return kind ? typeNames[kind] : undefined;
}

/** Reads the current state of the node with this id; null when there is none. */
export async function loadNode(
  id: string,
  { reads, can }: GraphQLContext,
): Promise<NodeShape | null> {
  const load: Record<IdKind, (id: string) => Promise<NodeShape | null>> = {
    agent: reads.agent,
    version: reads.agentVersion,
    conversation: reads.conversation,
    turn: reads.turn,
    message: reads.entry,
    call: reads.step,
    tool: reads.entry,
    handoff: reads.entry,
    server: reads.mcpServer,
    approval: reads.approval,
    research: reads.researchRun,
    phase: reads.researchPhase,
    key: async (id) => can("keys:read") ? await reads.apiKey(id) : null,
  };
  const kind = idKind(id);
  return kind ? await load[kind](id) : null;
}

/** Interface of all nodes. */
export const Node = builder.interfaceRef<NodeShape>("Node").implement({
  description: "An object with a global id, which `Query.node` reads.",
  resolveType: (node) => nodeTypeName(node),
  fields: (t) => ({
    id: t.id({ description: "Global id: opaque and permanent.", resolve: (node) => node.id }),
  }),
});

builder.queryField("node", (t) =>
  t.field({
    description: "The node with a global id; null when there is none.",
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ description: "Global id.", required: true }) },
    resolve: (_, { id }, context) => loadNode(id, context),
  }));

builder.queryField("nodes", (t) =>
  t.field({
    description:
      `The nodes with these global ids, in their order; null where there is none. At most ${limits.nodes}.`,
    type: [Node],
    nullable: { list: false, items: true },
    complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
    args: { ids: t.arg.idList({ description: "Global ids.", required: true }) },
    resolve: (_, { ids }, context) => {
      if (ids.length > limits.nodes) {
        throw badInput([{ path: ["ids"], message: `Ask for at most ${limits.nodes} nodes.` }]);
      }
      return ids.map((id) => loadNode(id, context));
    },
  }));
