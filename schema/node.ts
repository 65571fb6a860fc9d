import type { Scope } from "../protocol/auth/scopes.ts";
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
  webhook: "Webhook",
  delivery: "WebhookDelivery",
  schedule: "Schedule",
  firing: "Firing",
};

/** Name of the GraphQL type of a node. */
export function nodeTypeName({ id }: NodeShape): string | undefined {
  const kind = idKind(id);
  return kind ? typeNames[kind] : undefined;
}

const inConversation = ["conversations:read", "research:read"] as const;

/** The scopes of which one is needed to read a node; who owns it is decided by its read. */
const scopesOf: Record<IdKind, readonly Scope[]> = {
  agent: ["agents:read"],
  version: ["agents:read"],
  conversation: ["conversations:read"],
  turn: inConversation,
  message: inConversation,
  call: inConversation,
  tool: inConversation,
  handoff: inConversation,
  server: ["servers:read"],
  approval: ["approvals:read"],
  research: ["research:read"],
  phase: ["research:read"],
  key: ["keys:read"],
  webhook: ["webhooks:read"],
  delivery: ["webhooks:read"],
  schedule: ["schedules:read"],
  firing: ["schedules:read"],
};

/** Reads the current state of the node with this id; null when there is none, or the principal lacks the scope. */
export async function loadNode(id: string, context: GraphQLContext): Promise<NodeShape | null> {
  const { reads, can } = context;
  const load: Record<IdKind, (id: string) => Promise<NodeShape | null>> = {
    agent: (id) => agentInReach(id, context),
    version: (id) => versionInReach(id, context),
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
    key: reads.apiKey,
    webhook: reads.webhook,
    delivery: reads.delivery,
    schedule: reads.schedule,
    firing: reads.firing,
  };
  const kind = idKind(id);
  return kind && scopesOf[kind].some(can) ? await load[kind](id) : null;
}

/** The agent; null where the principal is limited to an object of another one. */
async function agentInReach(id: string, { reads, principal }: GraphQLContext) {
  const agent = await reads.agent(id);
  return agent === null || principal.bound === null ? agent : await reads.agentByName(agent.name);
}

async function versionInReach(id: string, context: GraphQLContext) {
  const version = await context.reads.agentVersion(id);
  return version !== null && await agentInReach(version.agentId, context) ? version : null;
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
    authScopes: { everyone: true },
    description:
      "The node with a global id; null when there is none, and when the principal may not read it.",
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ description: "Global id.", required: true }) },
    resolve: (_, { id }, context) => loadNode(id, context),
  }));

builder.queryField("nodes", (t) =>
  t.field({
    authScopes: { everyone: true },
    description:
      `The nodes with these global ids, in their order; null where there is none, and where the principal may not read it. At most ${limits.nodes}.`,
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
