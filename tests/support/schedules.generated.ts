// Written by `deno task documents` from schedules.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CreateScheduleInput, DeleteScheduleInput, Exact, FiringCause, FiringDecision, Status, TriggerScheduleInput, UpdateScheduleInput } from "../../schema/document-types.generated.ts";

export type CreateTestScheduleMutationVariables = Exact<{
  input: CreateScheduleInput;
}>;
export type CreateTestScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'CreateSchedulePayload', schedule: { id: string, armed: boolean, revision: number, next: Array<string>, paused: { reason: string } | null, firings: { nodes: Array<{ id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, recordedAt: string, workStatus: Status | null, started:
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
              | { __typename: 'Turn', id: string }
              | { __typename: 'Webhook', id: string }
              | { __typename: 'WebhookDelivery', id: string }
             | null }> } } | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type UpdateTestScheduleMutationVariables = Exact<{
  input: UpdateScheduleInput;
}>;
export type UpdateTestScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UpdateSchedulePayload', schedule: { id: string, armed: boolean, revision: number, next: Array<string>, paused: { reason: string } | null, firings: { nodes: Array<{ id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, recordedAt: string, workStatus: Status | null, started:
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
              | { __typename: 'Turn', id: string }
              | { __typename: 'Webhook', id: string }
              | { __typename: 'WebhookDelivery', id: string }
             | null }> } } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type TriggerTestScheduleMutationVariables = Exact<{
  input: TriggerScheduleInput;
}>;
export type TriggerTestScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'TriggerSchedulePayload', firing: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type DeleteTestScheduleMutationVariables = Exact<{
  input: DeleteScheduleInput;
}>;
export type DeleteTestScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSchedulePayload', scheduleId: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ReadTestScheduleQueryVariables = Exact<{
  id: string;
}>;
export type ReadTestScheduleQuery = { schedule: { id: string, armed: boolean, revision: number, next: Array<string>, paused: { reason: string } | null, firings: { nodes: Array<{ id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, recordedAt: string, workStatus: Status | null, started:
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
          | { __typename: 'Turn', id: string }
          | { __typename: 'Webhook', id: string }
          | { __typename: 'WebhookDelivery', id: string }
         | null }> } } | null };
export type TestScheduleFragment = { id: string, armed: boolean, revision: number, next: Array<string>, paused: { reason: string } | null, firings: { nodes: Array<{ id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, recordedAt: string, workStatus: Status | null, started:
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
        | { __typename: 'Turn', id: string }
        | { __typename: 'Webhook', id: string }
        | { __typename: 'WebhookDelivery', id: string }
       | null }> } };
export const createTestSchedule = "mutation CreateTestSchedule($input:CreateScheduleInput!){result:createSchedule(input:$input){__typename ...on CreateSchedulePayload{schedule{...TestSchedule}}...on UserError{message}...on ValidationError{issues{path message}}}}fragment TestSchedule on Schedule{id armed revision next(first:5)paused{reason}firings(first:50){nodes{id due cause decision reason recordedAt workStatus started{__typename id}}}}" as string & Typed<CreateTestScheduleMutation, CreateTestScheduleMutationVariables>;
export const updateTestSchedule = "mutation UpdateTestSchedule($input:UpdateScheduleInput!){result:updateSchedule(input:$input){__typename ...on UpdateSchedulePayload{schedule{...TestSchedule}}...on UserError{message}...on ValidationError{issues{path message}}}}fragment TestSchedule on Schedule{id armed revision next(first:5)paused{reason}firings(first:50){nodes{id due cause decision reason recordedAt workStatus started{__typename id}}}}" as string & Typed<UpdateTestScheduleMutation, UpdateTestScheduleMutationVariables>;
export const triggerTestSchedule = "mutation TriggerTestSchedule($input:TriggerScheduleInput!){result:triggerSchedule(input:$input){__typename ...on TriggerSchedulePayload{firing{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<TriggerTestScheduleMutation, TriggerTestScheduleMutationVariables>;
export const deleteTestSchedule = "mutation DeleteTestSchedule($input:DeleteScheduleInput!){result:deleteSchedule(input:$input){__typename ...on DeleteSchedulePayload{scheduleId}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<DeleteTestScheduleMutation, DeleteTestScheduleMutationVariables>;
export const readTestSchedule = "query ReadTestSchedule($id:ID!){schedule(id:$id){...TestSchedule}}fragment TestSchedule on Schedule{id armed revision next(first:5)paused{reason}firings(first:50){nodes{id due cause decision reason recordedAt workStatus started{__typename id}}}}" as string & Typed<ReadTestScheduleQuery, ReadTestScheduleQueryVariables>;
