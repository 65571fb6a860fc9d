// Written by `deno task documents` from version.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, StartConversationInput, ToolChoice, ToolPolicy } from "../../../document-types.generated.ts";

export type AgentVersionPageQueryVariables = Exact<{
  name: string;
  number: number;
}>;
export type AgentVersionPageQuery = { agent: { id: string, version: { id: string, number: number, createdAt: string, note: string | null, model: string, hash: string, mistralAgentId: string | null, instructions: string | null, outputSchema: unknown, guardrails: unknown, prompt: { server: string, name: string, arguments: unknown, drifted: boolean | null } | null, settings: { temperature: number | null, topP: number | null, maxTokens: number | null, seed: number | null, stop: Array<string> | null, toolChoice: ToolChoice | null, reasoningEffort: string | null, fallbackModel: string | null } | null, tools: Array<{ server: string, policy: ToolPolicy, approvalTimeout: string, approveOnTimeout: boolean, drifted: boolean | null, tool: { name: string, title: string | null, description: string | null, readOnly: boolean, idempotent: boolean } }> | null, handoffs: Array<{ id: string, number: number, agent: { id: string, name: string } }> | null, conversationBudget: { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null } | null, turnBudget: { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null } | null, drift: Array<{ path: string, before: unknown, after: unknown, diff: string | null }> | null } | null } | null };
export type VersionSpecFragment = { id: string, number: number, createdAt: string, note: string | null, model: string, hash: string, mistralAgentId: string | null, instructions: string | null, outputSchema: unknown, guardrails: unknown, prompt: { server: string, name: string, arguments: unknown, drifted: boolean | null } | null, settings: { temperature: number | null, topP: number | null, maxTokens: number | null, seed: number | null, stop: Array<string> | null, toolChoice: ToolChoice | null, reasoningEffort: string | null, fallbackModel: string | null } | null, tools: Array<{ server: string, policy: ToolPolicy, approvalTimeout: string, approveOnTimeout: boolean, drifted: boolean | null, tool: { name: string, title: string | null, description: string | null, readOnly: boolean, idempotent: boolean } }> | null, handoffs: Array<{ id: string, number: number, agent: { id: string, name: string } }> | null, conversationBudget: { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null } | null, turnBudget: { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null } | null, drift: Array<{ path: string, before: unknown, after: unknown, diff: string | null }> | null };
export type SpecBudgetFragment = { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null };
export type ConsoleTryVersionMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type ConsoleTryVersionMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const agentVersionPage = "query AgentVersionPage($name:String!$number:Int!){agent(name:$name){id version(at:{number:$number}){...VersionSpec}}}fragment VersionSpec on AgentVersion{id number createdAt note model hash mistralAgentId instructions prompt{server name arguments drifted}settings{temperature topP maxTokens seed stop toolChoice reasoningEffort fallbackModel}tools{server policy approvalTimeout approveOnTimeout drifted tool{name title description readOnly idempotent}}handoffs{id number agent{id name}}outputSchema guardrails conversationBudget{...SpecBudget}turnBudget{...SpecBudget}drift{path before after diff}}fragment SpecBudget on Budget{cost{amount currency}tokens modelCalls toolCalls wallTime}" as string & Typed<AgentVersionPageQuery, AgentVersionPageQueryVariables>;
export const consoleTryVersion = "mutation ConsoleTryVersion($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleTryVersionMutation, ConsoleTryVersionMutationVariables>;
