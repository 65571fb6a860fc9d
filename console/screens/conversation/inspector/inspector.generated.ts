// Written by `deno task documents` from inspector.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { ActorKind, Exact, FailureCode, Role, Status } from "../../../document-types.generated.ts";

export type ConsoleInspectedEntryQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleInspectedEntryQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'AgentVersion', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Approval', id: string }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'Firing', id: string }
    | { __typename: 'Handoff', status: Status, createdAt: string, id: string, turn: { id: string, number: number, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, traceId: string | null, traceUrl: string | null, cancelledBy: { kind: ActorKind, name: string } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, possiblyPaidTwice: number, cost: { amount: string, currency: string } | null } | null, conversation: { id: string, live: { workflowId: string, runId: string | null, workflowUrl: string | null } | null }, steps: Array<
          | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, usage: { inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
          | { __typename: 'ToolCall', server: string, name: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
        > }, from: { id: string, number: number, model: string, agent: { id: string, name: string } }, to: { id: string, number: number, model: string, agent: { id: string, name: string } } | null }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Message', status: Status, createdAt: string, role: Role, idempotencyKey: string | null, id: string, turn: { id: string, number: number, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, traceId: string | null, traceUrl: string | null, cancelledBy: { kind: ActorKind, name: string } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, possiblyPaidTwice: number, cost: { amount: string, currency: string } | null } | null, conversation: { id: string, live: { workflowId: string, runId: string | null, workflowUrl: string | null } | null }, steps: Array<
          | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, usage: { inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
          | { __typename: 'ToolCall', server: string, name: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
        > }, author: { id: string, number: number, model: string, agent: { id: string, name: string } } | null }
    | { __typename: 'ModelCall', id: string }
    | { __typename: 'ResearchPhase', id: string }
    | { __typename: 'ResearchRun', id: string }
    | { __typename: 'Schedule', id: string }
    | { __typename: 'ToolCall', status: Status, createdAt: string, server: string, name: string, idempotencyKey: string | null, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, id: string, turn: { id: string, number: number, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, traceId: string | null, traceUrl: string | null, cancelledBy: { kind: ActorKind, name: string } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, possiblyPaidTwice: number, cost: { amount: string, currency: string } | null } | null, conversation: { id: string, live: { workflowId: string, runId: string | null, workflowUrl: string | null } | null }, steps: Array<
          | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, usage: { inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
          | { __typename: 'ToolCall', server: string, name: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
        > }, failure: { code: FailureCode, message: string, traceId: string | null } | null }
    | { __typename: 'Turn', id: string }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
   | null };
export type ConsoleInspectedTurnQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleInspectedTurnQuery = { node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'AgentVersion', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Approval', id: string }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'Firing', id: string }
    | { __typename: 'Handoff', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'ModelCall', id: string }
    | { __typename: 'ResearchPhase', id: string }
    | { __typename: 'ResearchRun', id: string }
    | { __typename: 'Schedule', id: string }
    | { __typename: 'ToolCall', id: string }
    | { __typename: 'Turn', id: string, number: number, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, traceId: string | null, traceUrl: string | null, cancelledBy: { kind: ActorKind, name: string } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, possiblyPaidTwice: number, cost: { amount: string, currency: string } | null } | null, conversation: { id: string, live: { workflowId: string, runId: string | null, workflowUrl: string | null } | null }, steps: Array<
        | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, usage: { inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
        | { __typename: 'ToolCall', server: string, name: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
      > }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
   | null };
export type InspectedTurnFragment = { id: string, number: number, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, traceId: string | null, traceUrl: string | null, cancelledBy: { kind: ActorKind, name: string } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, possiblyPaidTwice: number, cost: { amount: string, currency: string } | null } | null, conversation: { id: string, live: { workflowId: string, runId: string | null, workflowUrl: string | null } | null }, steps: Array<
    | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, usage: { inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
    | { __typename: 'ToolCall', server: string, name: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, retryAt: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null }
  > };
export type ConsoleTurnNumbersQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleTurnNumbersQuery = { conversation: { id: string, turns: { nodes: Array<{ id: string, number: number }> } } | null };
export const consoleInspectedEntry = "query ConsoleInspectedEntry($id:ID!){node(id:$id){__typename id ...on Entry{status createdAt turn{...InspectedTurn}}...on Message{role idempotencyKey author{id number model agent{id name}}}...on Handoff{from{id number model agent{id name}}to{id number model agent{id name}}}...on ToolCall{server name idempotencyKey attempts startedAt endedAt retryAt failure{code message traceId}}}}fragment InspectedTurn on Turn{id number status createdAt startedAt endedAt cancelReason cancelledBy{kind name}failure{code message traceId}traceId traceUrl usage{inputTokens outputTokens modelCalls toolCalls estimated possiblyPaidTwice cost{amount currency}}conversation{id live{workflowId runId workflowUrl}}steps{__typename id status attempts startedAt endedAt retryAt failure{code message traceId}...on ModelCall{model usage{inputTokens outputTokens cost{amount currency}}}...on ToolCall{server name}}}" as string & Typed<ConsoleInspectedEntryQuery, ConsoleInspectedEntryQueryVariables>;
export const consoleInspectedTurn = "query ConsoleInspectedTurn($id:ID!){node(id:$id){__typename id ...on Turn{...InspectedTurn}}}fragment InspectedTurn on Turn{id number status createdAt startedAt endedAt cancelReason cancelledBy{kind name}failure{code message traceId}traceId traceUrl usage{inputTokens outputTokens modelCalls toolCalls estimated possiblyPaidTwice cost{amount currency}}conversation{id live{workflowId runId workflowUrl}}steps{__typename id status attempts startedAt endedAt retryAt failure{code message traceId}...on ModelCall{model usage{inputTokens outputTokens cost{amount currency}}}...on ToolCall{server name}}}" as string & Typed<ConsoleInspectedTurnQuery, ConsoleInspectedTurnQueryVariables>;
export const consoleTurnNumbers = "query ConsoleTurnNumbers($id:ID!){conversation(id:$id){id turns(last:100){nodes{id number}}}}" as string & Typed<ConsoleTurnNumbersQuery, ConsoleTurnNumbersQueryVariables>;
