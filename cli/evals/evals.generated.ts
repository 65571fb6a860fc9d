// Written by `deno task documents` from evals.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CloseConversationInput, Evidence, Exact, FailureCode, GapKind, PhaseKind, StartConversationInput, StartResearchInput, Status } from "../../schema/document-types.generated.ts";

export type AboutQueryVariables = Exact<{ [key: string]: never; }>;
export type AboutQuery = { serverInfo: { emulated: boolean } };
export type RunQueryVariables = Exact<{
  id: string;
}>;
export type RunQuery = { researchRun: { id: string, question: string, symbols: Array<string>, status: Status, verified: boolean, emulated: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, usage: { modelCalls: number, cost: { amount: string, currency: string } | null } | null, phases: Array<{ kind: PhaseKind, name: string, round: number, status: Status, text: string, outcome:
        | { __typename: 'Analysis', metrics: Array<{ name: string, evidence: Evidence, problem: string | null }> }
        | { __typename: 'Findings', sources: Array<{ url: string | null }> }
        | { __typename: 'Plan' }
        | { __typename: 'Report' }
        | { __typename: 'Verification', passed: boolean, accepted: boolean, issues: Array<{ claim: string }> }
       | null, work: { steps: Array<
          | { __typename: 'ModelCall', status: Status, agentVersion: { number: number, agent: { name: string } } }
          | { __typename: 'ToolCall', name: string, status: Status }
        > } | null }>, report: { title: string, summary: string, markdown: string, followUps: Array<string>, sections: Array<{ title: string, text: string }>, metrics: Array<{ name: string, evidence: Evidence, problem: string | null }>, sources: Array<{ title: string, url: string | null }>, unsupported: Array<{ number: string, sentence: string }>, gaps: Array<{ kind: GapKind, subject: string, message: string }> } | null } | null };
export type NewestQueryVariables = Exact<{
  after?: string | null | undefined;
}>;
export type NewestQuery = { researchRuns: { nodes: Array<{ id: string, question: string, symbols: Array<string>, status: Status }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type StartMutationVariables = Exact<{
  input: StartResearchInput;
}>;
export type StartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartResearchPayload', research: { id: string } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type RunEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type RunEventsSubscription = { researchEvents:
    | { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number }
   };
export type AskJudgeMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type AskJudgeMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type JudgeEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type JudgeEventsSubscription = { conversationEvents:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, status: Status, turn: { output: unknown, failure: { message: string } | null } | null }
   };
export type CloseJudgeMutationVariables = Exact<{
  input: CloseConversationInput;
}>;
export type CloseJudgeMutation = { result:
    | { __typename: 'CloseConversationPayload' }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
type Refusal_BudgetExceededError_Fragment = { message: string };
type Refusal_ConflictError_Fragment = { message: string };
type Refusal_ForbiddenError_Fragment = { message: string };
type Refusal_NotFoundError_Fragment = { message: string };
type Refusal_RateLimitedError_Fragment = { message: string };
type Refusal_UnavailableError_Fragment = { message: string };
type Refusal_ValidationError_Fragment = { message: string, issues: Array<{ path: Array<string>, message: string }> };
export type RefusalFragment =
  | Refusal_BudgetExceededError_Fragment
  | Refusal_ConflictError_Fragment
  | Refusal_ForbiddenError_Fragment
  | Refusal_NotFoundError_Fragment
  | Refusal_RateLimitedError_Fragment
  | Refusal_UnavailableError_Fragment
  | Refusal_ValidationError_Fragment
;
export const about = "query About{serverInfo{emulated}}" as string & Typed<AboutQuery, AboutQueryVariables>;
export const run = "query Run($id:ID!){researchRun(id:$id){id question symbols status verified emulated createdAt endedAt failure{code message}usage{modelCalls cost{amount currency}}phases{kind name round status text outcome{__typename ...on Findings{sources{url}}...on Analysis{metrics{name evidence problem}}...on Verification{passed accepted issues{claim}}}work{steps{__typename status ...on ToolCall{name}...on ModelCall{agentVersion{number agent{name}}}}}}report{title summary markdown followUps sections{title text}metrics{name evidence problem}sources{title url}unsupported{number sentence}gaps{kind subject message}}}}" as string & Typed<RunQuery, RunQueryVariables>;
export const newest = "query Newest($after:String){researchRuns(first:100 after:$after){nodes{id question symbols status}pageInfo{hasNextPage endCursor}}}" as string & Typed<NewestQuery, NewestQueryVariables>;
export const start = "mutation Start($input:StartResearchInput!){result:startResearch(input:$input){__typename ...on StartResearchPayload{research{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<StartMutation, StartMutationVariables>;
export const runEvents = "subscription RunEvents($id:ID!$after:String){researchEvents(id:$id after:$after deltas:false){__typename ...on Event{cursor fromSeq seq}}}" as string & Typed<RunEventsSubscription, RunEventsSubscriptionVariables>;
export const askJudge = "mutation AskJudge($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}turn{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<AskJudgeMutation, AskJudgeMutationVariables>;
export const judgeEvents = "subscription JudgeEvents($id:ID!$after:String){conversationEvents(id:$id after:$after deltas:false){__typename ...on Event{cursor fromSeq seq}...on TurnChanged{status turn{output failure{message}}}}}" as string & Typed<JudgeEventsSubscription, JudgeEventsSubscriptionVariables>;
export const closeJudge = "mutation CloseJudge($input:CloseConversationInput!){result:closeConversation(input:$input){__typename ...on UserError{message}}}" as string & Typed<CloseJudgeMutation, CloseJudgeMutationVariables>;
