// Written by `deno task documents` from conversation.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact } from "../../document-types.generated.ts";

export type ConsoleConversationQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleConversationQuery = { conversation: { id: string, title: string | null, firstText: string | null, labels: Array<string>, owner: string | null, createdAt: string, closedAt: string | null, agentVersion: { id: string, number: number, model: string, agent: { id: string, name: string } }, forkedFrom:
      | { id: string, turn: { id: string, number: number, conversation: { id: string, title: string | null } } }
      | { id: string, turn: { id: string, number: number, conversation: { id: string, title: string | null } } }
      | { id: string, turn: { id: string, number: number, conversation: { id: string, title: string | null } } }
     | null, budget: { modelCalls: number | null, tokens: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null }, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, cost: { amount: string, currency: string } | null } | null } | null };
export const consoleConversation = "query ConsoleConversation($id:ID!){conversation(id:$id){id title firstText labels owner createdAt closedAt agentVersion{id number model agent{id name}}forkedFrom{id turn{id number conversation{id title}}}budget{cost{amount currency}modelCalls tokens toolCalls wallTime}usage{inputTokens outputTokens modelCalls toolCalls estimated cost{amount currency}}}}" as string & Typed<ConsoleConversationQuery, ConsoleConversationQueryVariables>;
