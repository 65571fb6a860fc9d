import type { GraphQLSchema } from "graphql";
import "./agent-mutations.ts";
import "./agent-version.ts";
import "./agent.ts";
import "./approval-events.ts";
import "./approval.ts";
import "./archive-agent.ts";
import { builder } from "./builder.ts";
import "./cancel-turn.ts";
import "./close-conversation.ts";
import "./conversation-events.ts";
import "./conversation-queries.ts";
import "./conversation.ts";
import "./decide-approval.ts";
import "./entry.ts";
import "./handoff.ts";
import "./mcp-server.ts";
import "./node.ts";
import "./reconcile-agents.ts";
import "./scalars.ts";
import "./server-info.ts";
import "./send-message.ts";
import "./set-agent-alias.ts";
import "./start-conversation.ts";
import "./step.ts";
import "./turn.ts";

/** The graph, as `schema.graphql` beside this file prints it. */
export const schema: GraphQLSchema = builder.toSchema();
