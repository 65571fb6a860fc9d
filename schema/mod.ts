import type { GraphQLSchema } from "graphql";
import "./agent/register-agent.ts";
import "./agent/agent-version.ts";
import "./agent/agent.ts";
import "./approval/approval-events.ts";
import "./approval/approval.ts";
import "./agent/archive-agent.ts";
import "./audit/audit-queries.ts";
import { builder } from "./builder.ts";
import "./research/cancel-research.ts";
import "./turn/cancel-turn.ts";
import "./conversation/close-conversation.ts";
import "./conversation/conversation-events.ts";
import "./conversation/conversation-queries.ts";
import "./conversation/conversation.ts";
import "./approval/decide-approval.ts";
import "./conversation/entry.ts";
import "./conversation/fork-conversation.ts";
import "./research/fork-research.ts";
import "./conversation/handoff.ts";
import "./agent/mcp-server.ts";
import "./node.ts";
import "./agent/reconcile-agents.ts";
import "./research/research-events.ts";
import "./research/research-phase.ts";
import "./research/research-queries.ts";
import "./research/research-run.ts";
import "./key/api-key.ts";
import "./key/create-api-key.ts";
import "./key/revoke-access.ts";
import "./key/revoke-api-key.ts";
import "./key/rotate-api-key.ts";
import "./scalar/scalars.ts";
import "./server/server-info.ts";
import "./conversation/send-message.ts";
import "./agent/set-agent-alias.ts";
import "./conversation/start-conversation.ts";
import "./research/start-research.ts";
import "./turn/step.ts";
import "./turn/turn.ts";
import "./budget/usage.ts";
import "./viewer/viewer.ts";

/** The GraphQL schema; `schema.graphql` is its SDL. */
export const schema: GraphQLSchema = builder.toSchema();

/** The same without the checks of scopes, for a deployment whose only principal has all scopes: they cost time. */
export const uncheckedSchema = (): GraphQLSchema => builder.toSchema({ disableScopeAuth: true });
