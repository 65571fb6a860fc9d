// Written by `deno task documents` from research.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CancelResearchInput, Evidence, Exact, FailureCode, GapKind, PhaseKind, StartResearchInput, Status, TextKind } from "../../schema/document-types.generated.ts";

export type StartMutationVariables = Exact<{
  input: StartResearchInput;
}>;
export type StartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartResearchPayload', research: { id: string, emulated: boolean, sampleMarketData: boolean } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type CancelMutationVariables = Exact<{
  input: CancelResearchInput;
}>;
export type CancelMutation = { result:
    | { __typename: 'CancelResearchPayload', research: { id: string } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type EventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type EventsSubscription = { researchEvents:
    | { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number, phaseId: string, status: Status, phase: { id: string, kind: PhaseKind, round: number, name: string, status: Status, startedAt: string | null, endedAt: string | null, text: string, failure: { message: string } | null, outcome:
          | { __typename: 'Analysis', metrics: Array<{ name: string, evidence: Evidence }> }
          | { __typename: 'Findings', sources: Array<{ url: string | null }> }
          | { __typename: 'Plan', searches: Array<{ query: string }> }
          | { __typename: 'Report', sections: Array<{ title: string }> }
          | { __typename: 'Verification', passed: boolean, accepted: boolean, issues: Array<{ claim: string }>, gaps: Array<{ kind: GapKind }> }
         | null } | null }
    | { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number, status: Status }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
   };
export type ReadQueryVariables = Exact<{
  id: string;
}>;
export type ReadQuery = { researchRun: { id: string, status: Status, verified: boolean, emulated: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, usage: { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, phases: Array<{ outcome:
        | { __typename: 'Analysis' }
        | { __typename: 'Findings' }
        | { __typename: 'Plan' }
        | { __typename: 'Report' }
        | { __typename: 'Verification', accepted: boolean, issues: Array<{ claim: string, problem: string }> }
       | null }>, report: { title: string, markdown: string, metrics: Array<{ name: string, evidence: Evidence, problem: string | null }>, unsupported: Array<{ number: string, sentence: string }>, gaps: Array<{ kind: GapKind, subject: string, message: string }>, downloads: Array<{ type: string, url: string, expiresAt: string }> } | null } | null };
export type PhaseFragment = { id: string, kind: PhaseKind, round: number, name: string, status: Status, startedAt: string | null, endedAt: string | null, text: string, failure: { message: string } | null, outcome:
    | { __typename: 'Analysis', metrics: Array<{ name: string, evidence: Evidence }> }
    | { __typename: 'Findings', sources: Array<{ url: string | null }> }
    | { __typename: 'Plan', searches: Array<{ query: string }> }
    | { __typename: 'Report', sections: Array<{ title: string }> }
    | { __typename: 'Verification', passed: boolean, accepted: boolean, issues: Array<{ claim: string }>, gaps: Array<{ kind: GapKind }> }
   | null };
export const start = "mutation Start($input:StartResearchInput!){result:startResearch(input:$input){__typename ...on StartResearchPayload{research{id emulated sampleMarketData}}...on UserError{message ...on ValidationError{issues{path message}}}}}" as string & Typed<StartMutation, StartMutationVariables>;
export const cancel = "mutation Cancel($input:CancelResearchInput!){result:cancelResearch(input:$input){__typename ...on CancelResearchPayload{research{id}}...on UserError{message}}}" as string & Typed<CancelMutation, CancelMutationVariables>;
export const events = "subscription Events($id:ID!$after:String){researchEvents(id:$id after:$after){__typename ...on Event{cursor fromSeq seq}...on TextDelta{nodeId part kind offset text}...on PhaseChanged{phaseId status phase{...phase}}...on ResearchEnded{status}}}fragment phase on ResearchPhase{id kind round name status startedAt endedAt text failure{message}outcome{__typename ...on Plan{searches{query}}...on Findings{sources{url}}...on Analysis{metrics{name evidence}}...on Report{sections{title}}...on Verification{passed accepted issues{claim}gaps{kind}}}}" as string & Typed<EventsSubscription, EventsSubscriptionVariables>;
export const read = "query Read($id:ID!){researchRun(id:$id){id status verified emulated createdAt endedAt failure{code message}usage{modelCalls toolCalls inputTokens outputTokens cost{amount currency}}phases{outcome{__typename ...on Verification{accepted issues{claim problem}}}}report{title markdown metrics{name evidence problem}unsupported{number sentence}gaps{kind subject message}downloads{type url expiresAt}}}}" as string & Typed<ReadQuery, ReadQueryVariables>;
