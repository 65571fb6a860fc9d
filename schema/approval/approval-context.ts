import type { ApprovalContextRecord } from "../../protocol/approval/records.ts";
import { builder } from "../builder.ts";
import { Tool } from "../agent/tool.ts";
import { requireRecord } from "../errors.ts";
import { AgentVersion, Conversation, Message } from "../refs.ts";

/** What surrounds the tool call of an approval. */
export const ApprovalContext = builder.objectRef<ApprovalContextRecord>("ApprovalContext")
  .implement({
    description:
      "What surrounds the tool call of an approval. Each part is as far to be read as its object is.",
    fields: (t) => ({
      conversation: t.field({
        authScopes: { can: "conversations:read" },
        type: Conversation,
        description:
          "Conversation of the call; null if the principal may not read it. Null without the scope `conversations:read`.",
        nullable: true,
        resolve: ({ conversationId }, _, { reads }) => reads.conversation(conversationId),
      }),
      agentVersion: t.field({
        type: AgentVersion,
        description:
          "Agent version that called the tool; after a hand-off, the one that took over.",
        resolve: ({ versionId }, _, { reads }) =>
          requireRecord("version", reads.agentVersion(versionId)),
      }),
      message: t.field({
        authScopes: { can: "conversations:read" },
        type: Message,
        description:
          "The agent's last message before the call; null when there is none, and if the principal may not read it. Null without the scope `conversations:read`.",
        nullable: true,
        resolve: async ({ messageId }, _, { reads }) => {
          const entry = messageId === null ? null : await reads.entry(messageId);
          return entry?.kind === "message" ? entry : null;
        },
      }),
      server: t.exposeString("server", { description: "Name of the MCP server of the tool." }),
      tool: t.field({
        authScopes: { can: "approvals:read" },
        type: Tool,
        description:
          "The tool as it was when the version was registered: its description, its hints and the schema of its arguments. Null when the version has no such tool. Null without the scope `approvals:read`.",
        nullable: true,
        resolve: async ({ versionId, server, tool }, _, { reads }) => {
          const { spec } = await requireRecord("version", reads.agentVersion(versionId));
          return spec.tools.find((one) => one.server === server && one.tool.name === tool)?.tool ??
            null;
        },
      }),
    }),
  });
