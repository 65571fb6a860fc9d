// Written by `deno task documents` from research.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CancelResearchInput, Evidence, Exact, FailureCode, ForkResearchInput, GapKind, PhaseKind, SecurityType, StartResearchInput, Status, TextKind } from "../../schema/document-types.generated.ts";

export type StartMutationVariables = Exact<{
  input: StartResearchInput;
}>;
export type StartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartResearchPayload', replayed: boolean, research: { id: string } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type CancelMutationVariables = Exact<{
  input: CancelResearchInput;
}>;
export type CancelMutation = { result:
    | { __typename: 'CancelResearchPayload', replayed: boolean, research: { id: string, status: Status } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type ForkMutationVariables = Exact<{
  input: ForkResearchInput;
}>;
export type ForkMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'ForkResearchPayload', replayed: boolean, research: { id: string } }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type EventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type EventsSubscription = { event:
    | { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number, at: string, phaseId: string, status: Status, phase: { id: string, kind: PhaseKind, name: string, round: number, text: string } | null }
    | { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number, at: string, status: Status }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, at: string, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
   };
export type ReadQueryVariables = Exact<{
  id: string;
}>;
export type ReadQuery = { researchRun: { id: string, status: Status, verified: boolean, eventCursor: string, question: string, emulated: boolean, sampleMarketData: boolean, resolvedSymbols: Array<{ symbol: string, known: boolean | null, name: string | null, exchange: string | null, type: SecurityType | null, currency: string | null }>, failure: { code: FailureCode, message: string } | null, usage: { modelCalls: number, toolCalls: number, tokens: number } | null, forkedFrom: { id: string, kind: PhaseKind } | null, phases: Array<{ id: string, kind: PhaseKind, round: number, name: string, status: Status, text: string, failure: { code: FailureCode, message: string } | null, work: { id: string, status: Status, steps: Array<
          | { __typename: 'ModelCall', id: string, status: Status }
          | { __typename: 'ToolCall', id: string, status: Status }
        > } | null, outcome:
        | { __typename: 'Analysis', summary: string, metrics: Array<{ name: string, value: string, evidence: Evidence, problem: string | null, toolCall: { id: string } | null }> }
        | { __typename: 'Findings', summary: string, sources: Array<{ title: string, url: string | null, phase: { id: string } | null }> }
        | { __typename: 'Plan', summary: string, searches: Array<{ query: string, reason: string }> }
        | { __typename: 'Report' }
        | { __typename: 'Verification', passed: boolean, accepted: boolean, gaps: Array<{ kind: GapKind, subject: string, message: string }>, issues: Array<{ claim: string, problem: string }> }
       | null }>, report: { title: string, summary: string, followUps: Array<string>, sections: Array<{ title: string, text: string }>, metrics: Array<{ name: string, value: string, unit: string | null, period: string | null, symbol: string | null, evidence: Evidence, pointer: string | null, quoted: string | null, problem: string | null, derivation: { formula: string, inputs: Array<{ name: string, pointer: string, quoted: string, toolCall: { id: string } }> } | null, toolCall: { id: string, name: string } | null }>, unsupported: Array<{ section: number | null, number: string, sentence: string }>, gaps: Array<{ kind: GapKind, subject: string, message: string }>, sources: Array<{ title: string, url: string | null, phase: { id: string, kind: PhaseKind } | null }>, series: Array<{ symbol: string, points: Array<{ at: string }>, toolCall: { id: string } }> } | null } | null };
export const start = "mutation Start($input:StartResearchInput!){result:startResearch(input:$input){__typename ...on StartResearchPayload{replayed research{id}}...on UserError{message ...on ValidationError{issues{path message}}}}}" as string & Typed<StartMutation, StartMutationVariables>;
export const cancel = "mutation Cancel($input:CancelResearchInput!){result:cancelResearch(input:$input){__typename ...on CancelResearchPayload{replayed research{id status}}...on UserError{message}}}" as string & Typed<CancelMutation, CancelMutationVariables>;
export const fork = "mutation Fork($input:ForkResearchInput!){result:forkResearch(input:$input){__typename ...on ForkResearchPayload{replayed research{id}}...on UserError{message}}}" as string & Typed<ForkMutation, ForkMutationVariables>;
export const events = "subscription Events($id:ID!$after:String){event:researchEvents(id:$id after:$after){__typename ...on Event{cursor fromSeq seq at}...on PhaseChanged{phaseId status phase{id kind name round text}}...on TextDelta{nodeId part kind offset text}...on ResearchEnded{status}}}" as string & Typed<EventsSubscription, EventsSubscriptionVariables>;
export const read = "query Read($id:ID!){researchRun(id:$id){id status verified eventCursor question emulated sampleMarketData resolvedSymbols{symbol known name exchange type currency}failure{code message}usage{modelCalls toolCalls tokens:outputTokens}forkedFrom{id kind}phases{id kind round name status text failure{code message}work{id status steps{__typename id status}}outcome{__typename ...on Plan{summary searches{query reason}}...on Findings{summary sources{title url phase{id}}}...on Analysis{summary metrics{name value evidence problem toolCall{id}}}...on Verification{passed accepted gaps{kind subject message}issues{claim problem}}}}report{title summary sections{title text}metrics{name value unit period symbol evidence pointer quoted problem derivation{formula inputs{name pointer quoted toolCall{id}}}toolCall{id name}}unsupported{section number sentence}gaps{kind subject message}sources{title url phase{id kind}}followUps series{symbol points{at}toolCall{id}}}}}" as string & Typed<ReadQuery, ReadQueryVariables>;
