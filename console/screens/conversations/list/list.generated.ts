// Written by `deno task documents` from list.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { ConversationFilter, Exact, FailureCode, Status } from "../../../document-types.generated.ts";

export type ConsoleConversationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ConversationFilter | null | undefined;
}>;
export type ConsoleConversationsQuery = { conversations: { eventCursor: string, nodes: Array<{ __typename: 'Conversation', id: string, title: string | null, activeAt: string, createdAt: string, closedAt: string | null, labels: Array<string>, emulated: boolean, firstText: string | null, turnCount: number, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, usage: { cost: { amount: string, currency: string } | null } | null, currentTurn: { id: string, number: number, status: Status, startedAt: string | null } | null, lastTurn: { id: string, number: number, status: Status, failure: { code: FailureCode, message: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type ConsoleOpenConversationsQueryVariables = Exact<{
  ids: Array<string>;
}>;
export type ConsoleOpenConversationsQuery = { nodes: Array<
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval' }
    | { __typename: 'Conversation', id: string, title: string | null, activeAt: string, createdAt: string, closedAt: string | null, labels: Array<string>, emulated: boolean, firstText: string | null, turnCount: number, currentTurn: { id: string, number: number, status: Status, startedAt: string | null, steps: Array<
          | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, retryAt: string | null, startedAt: string | null, failure: { code: FailureCode, message: string } | null }
          | { __typename: 'ToolCall', name: string, id: string, status: Status, attempts: number, retryAt: string | null, startedAt: string | null, failure: { code: FailureCode, message: string } | null }
        > } | null, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, usage: { cost: { amount: string, currency: string } | null } | null, lastTurn: { id: string, number: number, status: Status, failure: { code: FailureCode, message: string } | null } | null }
    | { __typename: 'Firing' }
    | { __typename: 'Handoff' }
    | { __typename: 'McpServer' }
    | { __typename: 'Message' }
    | { __typename: 'ModelCall' }
    | { __typename: 'ResearchPhase' }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall' }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null> };
export type ConsoleAgentNamesQueryVariables = Exact<{ [key: string]: never; }>;
export type ConsoleAgentNamesQuery = { agents: { nodes: Array<{ id: string, name: string, description: string | null, archivedAt: string | null, version: { id: string, number: number } | null }> } | null };
export type ConversationRowFragment = { __typename: 'Conversation', id: string, title: string | null, activeAt: string, createdAt: string, closedAt: string | null, labels: Array<string>, emulated: boolean, firstText: string | null, turnCount: number, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, usage: { cost: { amount: string, currency: string } | null } | null, currentTurn: { id: string, number: number, status: Status, startedAt: string | null } | null, lastTurn: { id: string, number: number, status: Status, failure: { code: FailureCode, message: string } | null } | null };
type ActivityStep_ModelCall_Fragment = { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, retryAt: string | null, startedAt: string | null, failure: { code: FailureCode, message: string } | null };
type ActivityStep_ToolCall_Fragment = { __typename: 'ToolCall', name: string, id: string, status: Status, attempts: number, retryAt: string | null, startedAt: string | null, failure: { code: FailureCode, message: string } | null };
export type ActivityStepFragment =
  | ActivityStep_ModelCall_Fragment
  | ActivityStep_ToolCall_Fragment
;
export const consoleConversations = "query ConsoleConversations($first:Int!$after:String$filter:ConversationFilter){conversations(first:$first after:$after filter:$filter){nodes{...ConversationRow}pageInfo{hasNextPage endCursor}eventCursor}}fragment ConversationRow on Conversation{__typename id title activeAt createdAt closedAt labels emulated agentVersion{id number agent{id name}}usage{cost{amount currency}}currentTurn{id number status startedAt}lastTurn{id number status failure{code message}}firstText turnCount}" as string & Typed<ConsoleConversationsQuery, ConsoleConversationsQueryVariables>;
export const consoleOpenConversations = "query ConsoleOpenConversations($ids:[ID!]!){nodes(ids:$ids){__typename ...on Conversation{...ConversationRow currentTurn{id steps{...ActivityStep}}}}}fragment ConversationRow on Conversation{__typename id title activeAt createdAt closedAt labels emulated agentVersion{id number agent{id name}}usage{cost{amount currency}}currentTurn{id number status startedAt}lastTurn{id number status failure{code message}}firstText turnCount}fragment ActivityStep on Step{__typename id status attempts retryAt startedAt failure{code message}...on ToolCall{name}...on ModelCall{model}}" as string & Typed<ConsoleOpenConversationsQuery, ConsoleOpenConversationsQueryVariables>;
export const consoleAgentNames = "query ConsoleAgentNames{agents(first:250){nodes{id name description archivedAt version{id number}}}}" as string & Typed<ConsoleAgentNamesQuery, ConsoleAgentNamesQueryVariables>;
