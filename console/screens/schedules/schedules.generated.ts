// Written by `deno task documents` from schedules.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { BackfillScheduleInput, CreateScheduleInput, DeleteScheduleInput, Exact, FiringCause, FiringDecision, OverlapPolicy, PauseScheduleInput, ResumeScheduleInput, Status, TriggerScheduleInput } from "../../document-types.generated.ts";

export type ConsoleSchedulesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;
export type ConsoleSchedulesQuery = { schedules: { nodes: Array<{ id: string, name: string, armed: boolean, revision: number, next: Array<string>, spec:
        | { __typename: 'CalendarSpec', times: Array<string>, weekdays: Array<number>, daysOfMonth: Array<number>, months: Array<number>, timeZone: string }
        | { __typename: 'CronSpec', expression: string, timeZone: string }
        | { __typename: 'EverySpec', interval: string, offset: string }
      , paused: { reason: string, until: string | null, at: string, by: { name: string } | null } | null, last: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
          | { __typename: 'Turn', id: string, conversation: { id: string } }
          | { __typename: 'Webhook', id: string }
          | { __typename: 'WebhookDelivery', id: string }
         | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type ConsoleScheduleQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ConsoleScheduleQuery = { schedule: { overlap: OverlapPolicy, catchUp: string, jitter: string, pauseAfterFailures: number | null, failures: number, owner: string | null, createdAt: string, id: string, name: string, armed: boolean, revision: number, next: Array<string>, upcoming: Array<string>, createdBy: { name: string }, work:
      | { __typename: 'ConversationWork', agent: string, title: string | null, text: string }
      | { __typename: 'MessageWork', conversationId: string, text: string }
      | { __typename: 'ResearchWork', question: string, symbols: Array<string> }
     | null, firings: { nodes: Array<{ id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
          | { __typename: 'Turn', id: string, conversation: { id: string } }
          | { __typename: 'Webhook', id: string }
          | { __typename: 'WebhookDelivery', id: string }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, spec:
      | { __typename: 'CalendarSpec', times: Array<string>, weekdays: Array<number>, daysOfMonth: Array<number>, months: Array<number>, timeZone: string }
      | { __typename: 'CronSpec', expression: string, timeZone: string }
      | { __typename: 'EverySpec', interval: string, offset: string }
    , paused: { reason: string, until: string | null, at: string, by: { name: string } | null } | null, last: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
        | { __typename: 'Turn', id: string, conversation: { id: string } }
        | { __typename: 'Webhook', id: string }
        | { __typename: 'WebhookDelivery', id: string }
       | null } | null } | null };
export type ConsoleScheduleRowFragment = { id: string, name: string, armed: boolean, revision: number, next: Array<string>, spec:
    | { __typename: 'CalendarSpec', times: Array<string>, weekdays: Array<number>, daysOfMonth: Array<number>, months: Array<number>, timeZone: string }
    | { __typename: 'CronSpec', expression: string, timeZone: string }
    | { __typename: 'EverySpec', interval: string, offset: string }
  , paused: { reason: string, until: string | null, at: string, by: { name: string } | null } | null, last: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
      | { __typename: 'Turn', id: string, conversation: { id: string } }
      | { __typename: 'Webhook', id: string }
      | { __typename: 'WebhookDelivery', id: string }
     | null } | null };
export type ConsoleFiringFragment = { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
    | { __typename: 'Turn', id: string, conversation: { id: string } }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
   | null };
export type ConsoleCreateScheduleMutationVariables = Exact<{
  input: CreateScheduleInput;
}>;
export type ConsoleCreateScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'CreateSchedulePayload', schedule: { id: string, name: string, armed: boolean, revision: number, next: Array<string>, spec:
          | { __typename: 'CalendarSpec', times: Array<string>, weekdays: Array<number>, daysOfMonth: Array<number>, months: Array<number>, timeZone: string }
          | { __typename: 'CronSpec', expression: string, timeZone: string }
          | { __typename: 'EverySpec', interval: string, offset: string }
        , paused: { reason: string, until: string | null, at: string, by: { name: string } | null } | null, last: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
            | { __typename: 'Turn', id: string, conversation: { id: string } }
            | { __typename: 'Webhook', id: string }
            | { __typename: 'WebhookDelivery', id: string }
           | null } | null } | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsolePauseScheduleMutationVariables = Exact<{
  input: PauseScheduleInput;
}>;
export type ConsolePauseScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'PauseSchedulePayload', schedule: { id: string, name: string, armed: boolean, revision: number, next: Array<string>, spec:
          | { __typename: 'CalendarSpec', times: Array<string>, weekdays: Array<number>, daysOfMonth: Array<number>, months: Array<number>, timeZone: string }
          | { __typename: 'CronSpec', expression: string, timeZone: string }
          | { __typename: 'EverySpec', interval: string, offset: string }
        , paused: { reason: string, until: string | null, at: string, by: { name: string } | null } | null, last: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
            | { __typename: 'Turn', id: string, conversation: { id: string } }
            | { __typename: 'Webhook', id: string }
            | { __typename: 'WebhookDelivery', id: string }
           | null } | null } | null }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleResumeScheduleMutationVariables = Exact<{
  input: ResumeScheduleInput;
}>;
export type ConsoleResumeScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ResumeSchedulePayload', schedule: { id: string, name: string, armed: boolean, revision: number, next: Array<string>, spec:
          | { __typename: 'CalendarSpec', times: Array<string>, weekdays: Array<number>, daysOfMonth: Array<number>, months: Array<number>, timeZone: string }
          | { __typename: 'CronSpec', expression: string, timeZone: string }
          | { __typename: 'EverySpec', interval: string, offset: string }
        , paused: { reason: string, until: string | null, at: string, by: { name: string } | null } | null, last: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
            | { __typename: 'Turn', id: string, conversation: { id: string } }
            | { __typename: 'Webhook', id: string }
            | { __typename: 'WebhookDelivery', id: string }
           | null } | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleRunScheduleMutationVariables = Exact<{
  input: TriggerScheduleInput;
}>;
export type ConsoleRunScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'TriggerSchedulePayload', firing: { id: string, due: string, cause: FiringCause, decision: FiringDecision, reason: string | null, workStatus: Status | null, started:
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
          | { __typename: 'Turn', id: string, conversation: { id: string } }
          | { __typename: 'Webhook', id: string }
          | { __typename: 'WebhookDelivery', id: string }
         | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleBackfillScheduleMutationVariables = Exact<{
  input: BackfillScheduleInput;
}>;
export type ConsoleBackfillScheduleMutation = { result:
    | { __typename: 'BackfillSchedulePayload', fires: Array<string>, started: Array<string> }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleDeleteScheduleMutationVariables = Exact<{
  input: DeleteScheduleInput;
}>;
export type ConsoleDeleteScheduleMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSchedulePayload', scheduleId: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleSchedules = "query ConsoleSchedules($first:Int$after:String){schedules(first:$first after:$after){nodes{...ConsoleScheduleRow}pageInfo{hasNextPage endCursor}}}fragment ConsoleScheduleRow on Schedule{id name armed revision spec{__typename ...on CronSpec{expression timeZone}...on EverySpec{interval offset}...on CalendarSpec{times weekdays daysOfMonth months timeZone}}next(first:1)paused{reason until by{name}at}last{...ConsoleFiring}}fragment ConsoleFiring on Firing{id due cause decision reason workStatus started{__typename id ...on Turn{conversation{id}}}}" as string & Typed<ConsoleSchedulesQuery, ConsoleSchedulesQueryVariables>;
export const consoleSchedule = "query ConsoleSchedule($id:ID!$after:String){schedule(id:$id){...ConsoleScheduleRow overlap catchUp jitter pauseAfterFailures failures owner createdAt createdBy{name}upcoming:next(first:5)work{__typename ...on MessageWork{conversationId text}...on ConversationWork{agent title text}...on ResearchWork{question symbols}}firings(first:50 after:$after){nodes{...ConsoleFiring}pageInfo{hasNextPage endCursor}}}}fragment ConsoleScheduleRow on Schedule{id name armed revision spec{__typename ...on CronSpec{expression timeZone}...on EverySpec{interval offset}...on CalendarSpec{times weekdays daysOfMonth months timeZone}}next(first:1)paused{reason until by{name}at}last{...ConsoleFiring}}fragment ConsoleFiring on Firing{id due cause decision reason workStatus started{__typename id ...on Turn{conversation{id}}}}" as string & Typed<ConsoleScheduleQuery, ConsoleScheduleQueryVariables>;
export const consoleCreateSchedule = "fragment ConsoleScheduleRow on Schedule{id name armed revision spec{__typename ...on CronSpec{expression timeZone}...on EverySpec{interval offset}...on CalendarSpec{times weekdays daysOfMonth months timeZone}}next(first:1)paused{reason until by{name}at}last{...ConsoleFiring}}fragment ConsoleFiring on Firing{id due cause decision reason workStatus started{__typename id ...on Turn{conversation{id}}}}mutation ConsoleCreateSchedule($input:CreateScheduleInput!){result:createSchedule(input:$input){__typename ...on CreateSchedulePayload{schedule{...ConsoleScheduleRow}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleCreateScheduleMutation, ConsoleCreateScheduleMutationVariables>;
export const consolePauseSchedule = "fragment ConsoleScheduleRow on Schedule{id name armed revision spec{__typename ...on CronSpec{expression timeZone}...on EverySpec{interval offset}...on CalendarSpec{times weekdays daysOfMonth months timeZone}}next(first:1)paused{reason until by{name}at}last{...ConsoleFiring}}fragment ConsoleFiring on Firing{id due cause decision reason workStatus started{__typename id ...on Turn{conversation{id}}}}mutation ConsolePauseSchedule($input:PauseScheduleInput!){result:pauseSchedule(input:$input){__typename ...on PauseSchedulePayload{schedule{...ConsoleScheduleRow}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsolePauseScheduleMutation, ConsolePauseScheduleMutationVariables>;
export const consoleResumeSchedule = "fragment ConsoleScheduleRow on Schedule{id name armed revision spec{__typename ...on CronSpec{expression timeZone}...on EverySpec{interval offset}...on CalendarSpec{times weekdays daysOfMonth months timeZone}}next(first:1)paused{reason until by{name}at}last{...ConsoleFiring}}fragment ConsoleFiring on Firing{id due cause decision reason workStatus started{__typename id ...on Turn{conversation{id}}}}mutation ConsoleResumeSchedule($input:ResumeScheduleInput!){result:resumeSchedule(input:$input){__typename ...on ResumeSchedulePayload{schedule{...ConsoleScheduleRow}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleResumeScheduleMutation, ConsoleResumeScheduleMutationVariables>;
export const consoleRunSchedule = "fragment ConsoleFiring on Firing{id due cause decision reason workStatus started{__typename id ...on Turn{conversation{id}}}}mutation ConsoleRunSchedule($input:TriggerScheduleInput!){result:triggerSchedule(input:$input){__typename ...on TriggerSchedulePayload{firing{...ConsoleFiring}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleRunScheduleMutation, ConsoleRunScheduleMutationVariables>;
export const consoleBackfillSchedule = "mutation ConsoleBackfillSchedule($input:BackfillScheduleInput!){result:backfillSchedule(input:$input){__typename ...on BackfillSchedulePayload{fires started}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleBackfillScheduleMutation, ConsoleBackfillScheduleMutationVariables>;
export const consoleDeleteSchedule = "mutation ConsoleDeleteSchedule($input:DeleteScheduleInput!){result:deleteSchedule(input:$input){__typename ...on DeleteSchedulePayload{scheduleId}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleDeleteScheduleMutation, ConsoleDeleteScheduleMutationVariables>;
