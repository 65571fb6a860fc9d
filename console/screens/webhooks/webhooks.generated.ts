// Written by `deno task documents` from webhooks.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { CreateWebhookInput, DeleteWebhookInput, Exact, FeedKind, PauseWebhookInput, RedeliverInput, ResumeWebhookInput, RotateWebhookSecretInput, TestWebhookInput, UpdateWebhookInput, WebhookDeliveryState, WebhookPauseCode } from "../../document-types.generated.ts";

export type ConsoleWebhooksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;
export type ConsoleWebhooksQuery = { webhooks: { nodes: Array<{ id: string, name: string, address: string, kinds: Array<FeedKind> | null, agentName: string | null, sendsContent: boolean, failingSince: string | null, waiting: number, dead: number, paused: { code: WebhookPauseCode, reason: string, at: string, by: { name: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type ConsoleWebhookQueryVariables = Exact<{
  id: string;
  state?: WebhookDeliveryState | null | undefined;
  after?: string | null | undefined;
}>;
export type ConsoleWebhookQuery = { webhook: { owner: string | null, createdAt: string, lastSeq: number, id: string, name: string, address: string, kinds: Array<FeedKind> | null, agentName: string | null, sendsContent: boolean, failingSince: string | null, waiting: number, dead: number, createdBy: { name: string }, secrets: Array<{ createdAt: string, expiresAt: string | null }>, deliveries: { nodes: Array<{ id: string, seq: number | null, previousSeq: number | null, type: string, state: WebhookDeliveryState, attemptCount: number, nextAt: string | null, createdAt: string, endedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, paused: { code: WebhookPauseCode, reason: string, at: string, by: { name: string } | null } | null } | null };
export type ConsoleWebhookRowFragment = { id: string, name: string, address: string, kinds: Array<FeedKind> | null, agentName: string | null, sendsContent: boolean, failingSince: string | null, waiting: number, dead: number, paused: { code: WebhookPauseCode, reason: string, at: string, by: { name: string } | null } | null };
export type ConsoleDeliveryFragment = { id: string, seq: number | null, previousSeq: number | null, type: string, state: WebhookDeliveryState, attemptCount: number, nextAt: string | null, createdAt: string, endedAt: string | null };
export type ConsoleAttemptsQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleAttemptsQuery = { node:
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
    | { __typename: 'ResearchPhase' }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall' }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery', id: string, history: Array<{ number: number, startedAt: string, duration: string, status: number | null, failure: string | null, answer: string | null }> }
   | null };
export type ConsoleCreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;
export type ConsoleCreateWebhookMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'CreateWebhookPayload', secret: string | null, webhook: { id: string } | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleUpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;
export type ConsoleUpdateWebhookMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UpdateWebhookPayload', webhook: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsolePauseWebhookMutationVariables = Exact<{
  input: PauseWebhookInput;
}>;
export type ConsolePauseWebhookMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'PauseWebhookPayload', webhook: { id: string } | null }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleResumeWebhookMutationVariables = Exact<{
  input: ResumeWebhookInput;
}>;
export type ConsoleResumeWebhookMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ResumeWebhookPayload', webhook: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleTestWebhookMutationVariables = Exact<{
  input: TestWebhookInput;
}>;
export type ConsoleTestWebhookMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'TestWebhookPayload', delivery: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleRotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;
export type ConsoleRotateWebhookSecretMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RotateWebhookSecretPayload', secret: string | null }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleRedeliverMutationVariables = Exact<{
  input: RedeliverInput;
}>;
export type ConsoleRedeliverMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RedeliverPayload', count: number }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleDeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;
export type ConsoleDeleteWebhookMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteWebhookPayload', webhookId: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleWebhooks = "query ConsoleWebhooks($first:Int$after:String){webhooks(first:$first after:$after){nodes{...ConsoleWebhookRow}pageInfo{hasNextPage endCursor}}}fragment ConsoleWebhookRow on Webhook{id name address kinds agentName sendsContent failingSince waiting dead paused{code reason at by{name}}}" as string & Typed<ConsoleWebhooksQuery, ConsoleWebhooksQueryVariables>;
export const consoleWebhook = "query ConsoleWebhook($id:ID!$state:WebhookDeliveryState$after:String){webhook(id:$id){...ConsoleWebhookRow owner createdAt createdBy{name}lastSeq secrets{createdAt expiresAt}deliveries(first:50 state:$state after:$after){nodes{...ConsoleDelivery}pageInfo{hasNextPage endCursor}}}}fragment ConsoleWebhookRow on Webhook{id name address kinds agentName sendsContent failingSince waiting dead paused{code reason at by{name}}}fragment ConsoleDelivery on WebhookDelivery{id seq previousSeq type state attemptCount nextAt createdAt endedAt}" as string & Typed<ConsoleWebhookQuery, ConsoleWebhookQueryVariables>;
export const consoleAttempts = "query ConsoleAttempts($id:ID!){node(id:$id){__typename ...on WebhookDelivery{id history{number startedAt duration status failure answer}}}}" as string & Typed<ConsoleAttemptsQuery, ConsoleAttemptsQueryVariables>;
export const consoleCreateWebhook = "mutation ConsoleCreateWebhook($input:CreateWebhookInput!){result:createWebhook(input:$input){__typename ...on CreateWebhookPayload{webhook{id}secret}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleCreateWebhookMutation, ConsoleCreateWebhookMutationVariables>;
export const consoleUpdateWebhook = "mutation ConsoleUpdateWebhook($input:UpdateWebhookInput!){result:updateWebhook(input:$input){__typename ...on UpdateWebhookPayload{webhook{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleUpdateWebhookMutation, ConsoleUpdateWebhookMutationVariables>;
export const consolePauseWebhook = "mutation ConsolePauseWebhook($input:PauseWebhookInput!){result:pauseWebhook(input:$input){__typename ...on PauseWebhookPayload{webhook{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsolePauseWebhookMutation, ConsolePauseWebhookMutationVariables>;
export const consoleResumeWebhook = "mutation ConsoleResumeWebhook($input:ResumeWebhookInput!){result:resumeWebhook(input:$input){__typename ...on ResumeWebhookPayload{webhook{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleResumeWebhookMutation, ConsoleResumeWebhookMutationVariables>;
export const consoleTestWebhook = "mutation ConsoleTestWebhook($input:TestWebhookInput!){result:testWebhook(input:$input){__typename ...on TestWebhookPayload{delivery{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleTestWebhookMutation, ConsoleTestWebhookMutationVariables>;
export const consoleRotateWebhookSecret = "mutation ConsoleRotateWebhookSecret($input:RotateWebhookSecretInput!){result:rotateWebhookSecret(input:$input){__typename ...on RotateWebhookSecretPayload{secret}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleRotateWebhookSecretMutation, ConsoleRotateWebhookSecretMutationVariables>;
export const consoleRedeliver = "mutation ConsoleRedeliver($input:RedeliverInput!){result:redeliver(input:$input){__typename ...on RedeliverPayload{count}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleRedeliverMutation, ConsoleRedeliverMutationVariables>;
export const consoleDeleteWebhook = "mutation ConsoleDeleteWebhook($input:DeleteWebhookInput!){result:deleteWebhook(input:$input){__typename ...on DeleteWebhookPayload{webhookId}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleDeleteWebhookMutation, ConsoleDeleteWebhookMutationVariables>;
