// Written by `deno task documents` from schedules.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { Exact, FiringDecision, PauseScheduleInput, ResumeScheduleInput, Status, TriggerScheduleInput } from "../../schema/document-types.generated.ts";

export type SchedulesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;
export type SchedulesQuery = { schedules: { nodes: Array<{ id: string, name: string, armed: boolean, next: Array<string>, paused: { reason: string, until: string | null } | null, last: { due: string, decision: FiringDecision, reason: string | null, workStatus: Status | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type PauseScheduleMutationVariables = Exact<{
  input: PauseScheduleInput;
}>;
export type PauseScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'PauseSchedulePayload', schedule: { id: string, name: string, armed: boolean, next: Array<string>, paused: { reason: string, until: string | null } | null, last: { due: string, decision: FiringDecision, reason: string | null, workStatus: Status | null } | null } | null }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ResumeScheduleMutationVariables = Exact<{
  input: ResumeScheduleInput;
}>;
export type ResumeScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ResumeSchedulePayload', schedule: { id: string, name: string, armed: boolean, next: Array<string>, paused: { reason: string, until: string | null } | null, last: { due: string, decision: FiringDecision, reason: string | null, workStatus: Status | null } | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type RunScheduleMutationVariables = Exact<{
  input: TriggerScheduleInput;
}>;
export type RunScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'TriggerSchedulePayload', firing: { id: string, due: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type FiringOutcomeQueryVariables = Exact<{
  id: string;
}>;
export type FiringOutcomeQuery = { node:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval' }
    | { __typename: 'Conversation' }
    | { __typename: 'Firing', decision: FiringDecision, reason: string | null, started:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
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
   | null };
export type ListedScheduleFragment = { id: string, name: string, armed: boolean, next: Array<string>, paused: { reason: string, until: string | null } | null, last: { due: string, decision: FiringDecision, reason: string | null, workStatus: Status | null } | null };
export const schedules = "query Schedules($first:Int$after:String){schedules(first:$first after:$after){nodes{...ListedSchedule}pageInfo{hasNextPage endCursor}}}fragment ListedSchedule on Schedule{id name armed next(first:1)paused{reason until}last{due decision reason workStatus}}" as string & Typed<SchedulesQuery, SchedulesQueryVariables>;
export const pauseSchedule = "mutation PauseSchedule($input:PauseScheduleInput!){result:pauseSchedule(input:$input){__typename ...on PauseSchedulePayload{schedule{...ListedSchedule}}...on UserError{message}...on ValidationError{issues{path message}}}}fragment ListedSchedule on Schedule{id name armed next(first:1)paused{reason until}last{due decision reason workStatus}}" as string & Typed<PauseScheduleMutation, PauseScheduleMutationVariables>;
export const resumeSchedule = "mutation ResumeSchedule($input:ResumeScheduleInput!){result:resumeSchedule(input:$input){__typename ...on ResumeSchedulePayload{schedule{...ListedSchedule}}...on UserError{message}...on ValidationError{issues{path message}}}}fragment ListedSchedule on Schedule{id name armed next(first:1)paused{reason until}last{due decision reason workStatus}}" as string & Typed<ResumeScheduleMutation, ResumeScheduleMutationVariables>;
export const runSchedule = "mutation RunSchedule($input:TriggerScheduleInput!){result:triggerSchedule(input:$input){__typename ...on TriggerSchedulePayload{firing{id due}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<RunScheduleMutation, RunScheduleMutationVariables>;
export const firingOutcome = "query FiringOutcome($id:ID!){node(id:$id){__typename ...on Firing{decision reason started{id}}}}" as string & Typed<FiringOutcomeQuery, FiringOutcomeQueryVariables>;
