// Written by `deno task documents` from run.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Evidence, Exact, FailureCode, ForkResearchInput, GapKind, PhaseKind, SecurityType, Status } from "../../../document-types.generated.ts";

export type ConsoleResearchRunQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleResearchRunQuery = { researchRun: { id: string, question: string, language: string, status: Status, verified: boolean, createdAt: string, endedAt: string | null, emulated: boolean, sampleMarketData: boolean, owner: string | null, resolvedSymbols: Array<{ symbol: string, name: string | null, exchange: string | null, currency: string | null, type: SecurityType | null, known: boolean | null }>, forkedFrom: { id: string, name: string, research: { id: string, question: string } } | null, budget: { modelCalls: number | null, toolCalls: number | null, tokens: number | null, wallTime: string | null, cost: { amount: string, currency: string } | null }, usage: { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number, cost: { amount: string } | null } | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, phases: Array<{ id: string, kind: PhaseKind, round: number, status: Status, outcome:
        | { __typename: 'Analysis' }
        | { __typename: 'Findings' }
        | { __typename: 'Plan' }
        | { __typename: 'Report' }
        | { __typename: 'Verification', passed: boolean, accepted: boolean, issues: Array<{ claim: string, problem: string }>, gaps: Array<{ kind: GapKind, subject: string, message: string }> }
       | null }>, report: { title: string, summary: string, followUps: Array<string>, sections: Array<{ title: string, text: string }>, metrics: Array<{ name: string, value: string, unit: string | null, period: string | null, symbol: string | null, evidence: Evidence, pointer: string | null, quoted: string | null, problem: string | null, toolCall: { id: string, server: string, name: string } | null, derivation: { formula: string, inputs: Array<{ name: string, pointer: string, quoted: string, toolCall: { id: string, server: string, name: string } }> } | null }>, sources: Array<{ title: string, url: string | null, phase: { id: string, name: string } | null }>, unsupported: Array<{ section: number | null, number: string, sentence: string }>, gaps: Array<{ kind: GapKind, subject: string, message: string }>, series: Array<{ symbol: string, unit: string, points: Array<{ at: string, value: string, day: string | null }>, toolCall: { id: string, server: string, name: string } }>, downloads: Array<{ type: string, url: string, expiresAt: string }> } | null } | null };
export type ConsoleResearchPhaseQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleResearchPhaseQuery = { node:
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
    | { __typename: 'ResearchPhase', id: string, work: { id: string, traceUrl: string | null, conversation: { id: string }, usage: { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number, cost: { amount: string } | null } | null, steps: Array<
          | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, failure: { code: FailureCode, message: string } | null }
          | { __typename: 'ToolCall', server: string, name: string, id: string, status: Status, attempts: number, startedAt: string | null, endedAt: string | null, failure: { code: FailureCode, message: string } | null }
        > } | null }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall' }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type ConsoleForkResearchMutationVariables = Exact<{
  input: ForkResearchInput;
}>;
export type ConsoleForkResearchMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'ForkResearchPayload', research: { id: string } }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleResearchRun = "query ConsoleResearchRun($id:ID!){researchRun(id:$id){id question language status verified createdAt endedAt emulated sampleMarketData owner resolvedSymbols{symbol name exchange currency type known}forkedFrom{id name research{id question}}budget{modelCalls toolCalls tokens wallTime cost{amount currency}}usage{modelCalls toolCalls inputTokens outputTokens cost{amount}}failure{code message traceId}phases{id kind round status outcome{__typename ...on Verification{passed accepted issues{claim problem}gaps{kind subject message}}}}report{title summary sections{title text}metrics{name value unit period symbol evidence pointer quoted problem toolCall{id server name}derivation{formula inputs{name pointer quoted toolCall{id server name}}}}sources{title url phase{id name}}followUps unsupported{section number sentence}gaps{kind subject message}series{symbol unit points{at value day}toolCall{id server name}}downloads{type url expiresAt}}}}" as string & Typed<ConsoleResearchRunQuery, ConsoleResearchRunQueryVariables>;
export const consoleResearchPhase = "query ConsoleResearchPhase($id:ID!){node(id:$id){__typename ...on ResearchPhase{id work{id traceUrl conversation{id}usage{modelCalls toolCalls inputTokens outputTokens cost{amount}}steps{__typename id status attempts startedAt endedAt failure{code message}...on ModelCall{model}...on ToolCall{server name}}}}}}" as string & Typed<ConsoleResearchPhaseQuery, ConsoleResearchPhaseQueryVariables>;
export const consoleForkResearch = "mutation ConsoleForkResearch($input:ForkResearchInput!){result:forkResearch(input:$input){__typename ...on ForkResearchPayload{research{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleForkResearchMutation, ConsoleForkResearchMutationVariables>;
