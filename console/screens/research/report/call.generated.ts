// Written by `deno task documents` from call.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, Status } from "../../../document-types.generated.ts";

export type ConsoleCitedCallQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleCitedCallQuery = { node:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval' }
    | { __typename: 'Conversation' }
    | { __typename: 'Firing' }
    | { __typename: 'Handoff' }
    | { __typename: 'McpServer' }
    | { __typename: 'Message' }
    | { __typename: 'ModelCall' }
    | { __typename: 'ResearchPhase' }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall', id: string, server: string, name: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, arguments: unknown, result: string | null, output: unknown, turn: { id: string, number: number, conversation: { id: string } } }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export const consoleCitedCall = "query ConsoleCitedCall($id:ID!){node(id:$id){__typename ...on ToolCall{id server name status attempts startedAt endedAt arguments result output turn{id number conversation{id}}}}}" as string & Typed<ConsoleCitedCallQuery, ConsoleCitedCallQueryVariables>;
