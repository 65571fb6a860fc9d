// Written by `deno task documents` from agents.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { Exact, RegisterAgentInput, ToolChoice, ToolPolicy } from "../../schema/document-types.generated.ts";

export type ServersQueryVariables = Exact<{ [key: string]: never; }>;
export type ServersQuery = { mcpServers: Array<{ name: string, tools: Array<{ name: string, readOnly: boolean }> | null }> | null };
export type StateQueryVariables = Exact<{
  name: string;
}>;
export type StateQuery = { agent: { description: string | null, archivedAt: string | null, aliases: Array<{ name: string, version: { number: number } }> | null, version: { number: number, model: string, instructions: string | null, outputSchema: unknown, guardrails: unknown, prompt: { server: string, name: string, arguments: unknown, drifted: boolean | null } | null, settings: { temperature: number | null, topP: number | null, maxTokens: number | null, stop: Array<string> | null, seed: number | null, toolChoice: ToolChoice | null, reasoningEffort: string | null } | null, tools: Array<{ server: string, policy: ToolPolicy, approvalTimeout: string, approveOnTimeout: boolean, drifted: boolean | null, tool: { name: string } }> | null, handoffs: Array<{ number: number, agent: { name: string, version: { number: number } | null } }> | null, turnBudget: { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null } | null, conversationBudget: { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null } | null } | null } | null };
export type RegisterMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;
export type RegisterMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RegisterAgentPayload', created: boolean, version: { number: number } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type BudgetFragment = { tokens: number | null, modelCalls: number | null, toolCalls: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null };
export const servers = "query Servers{mcpServers{name tools{name readOnly}}}" as string & Typed<ServersQuery, ServersQueryVariables>;
export const state = "query State($name:String!){agent(name:$name){description archivedAt aliases{name version{number}}version{number model instructions prompt{server name arguments drifted}settings{temperature topP maxTokens stop seed toolChoice reasoningEffort}tools{server policy approvalTimeout approveOnTimeout drifted tool{name}}handoffs{number agent{name version{number}}}outputSchema guardrails turnBudget{...budget}conversationBudget{...budget}}}}fragment budget on Budget{tokens cost{amount currency}modelCalls toolCalls wallTime}" as string & Typed<StateQuery, StateQueryVariables>;
export const register = "mutation Register($input:RegisterAgentInput!){result:registerAgent(input:$input){__typename ...on RegisterAgentPayload{created version{number}}...on UserError{message ...on ValidationError{issues{path message}}}}}" as string & Typed<RegisterMutation, RegisterMutationVariables>;
