// Written by `deno task documents` from mcp.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CancelResearchInput, CancelTurnInput, ConflictReason, DecideApprovalInput, Exact, FailureCode, GapKind, PhaseKind, SendMessageInput, StartConversationInput, StartResearchInput, Status, Verdict } from "../../schema/document-types.generated.ts";

export type McpCallerQueryVariables = Exact<{ [key: string]: never; }>;
export type McpCallerQuery = { viewer: { decides: boolean, readsApprovals: boolean, readsAgents: boolean, asks: boolean, researches: boolean } };
export type McpAgentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;
export type McpAgentsQuery = { agents: { nodes: Array<{ name: string, description: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type McpConversationQueryVariables = Exact<{
  id: string;
}>;
export type McpConversationQuery = { conversation: { agentVersion: { agent: { name: string } } } | null };
export type McpStartConversationMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type McpStartConversationMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'StartConversationPayload', turn: { id: string, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, output: unknown, failure: { code: FailureCode, message: string } | null, conversation: { id: string, emulated: boolean, agentVersion: { agent: { name: string } } }, messages: Array<{ idempotencyKey: string | null }>, reply: { text: string, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent' }
            | { __typename: 'ThinkingContent' }
          > } | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type McpSendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type McpSendMessageMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'SendMessagePayload', eventCursor: string, turn: { id: string, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, output: unknown, failure: { code: FailureCode, message: string } | null, conversation: { id: string, emulated: boolean, agentVersion: { agent: { name: string } } }, messages: Array<{ idempotencyKey: string | null }>, reply: { text: string, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent' }
            | { __typename: 'ThinkingContent' }
          > } | null } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type McpCancelTurnMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type McpCancelTurnMutation = { result:
    | { __typename: 'CancelTurnPayload' }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type McpDecideMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type McpDecideMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'DecideApprovalPayload' }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type McpStartResearchMutationVariables = Exact<{
  input: StartResearchInput;
}>;
export type McpStartResearchMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'StartResearchPayload', research: { id: string, status: Status, verified: boolean, emulated: boolean, sampleMarketData: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, phases: Array<{ name: string, status: Status }>, report: { title: string, summary: string, gaps: Array<{ kind: GapKind, subject: string, message: string }>, downloads: Array<{ type: string, url: string }> } | null } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type McpCancelResearchMutationVariables = Exact<{
  input: CancelResearchInput;
}>;
export type McpCancelResearchMutation = { result:
    | { __typename: 'CancelResearchPayload' }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type McpResearchEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type McpResearchEventsSubscription = { event:
    | { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number, status: Status, phase: { kind: PhaseKind, name: string } | null }
    | { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number, status: Status }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number }
   };
export type McpWorkQueryVariables = Exact<{
  id: string;
}>;
export type McpWorkQuery = { work:
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
    | { __typename: 'ResearchRun', id: string, status: Status, verified: boolean, emulated: boolean, sampleMarketData: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, phases: Array<{ name: string, status: Status }>, report: { title: string, summary: string, gaps: Array<{ kind: GapKind, subject: string, message: string }>, downloads: Array<{ type: string, url: string }> } | null }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall' }
    | { __typename: 'Turn', id: string, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, output: unknown, failure: { code: FailureCode, message: string } | null, conversation: { id: string, emulated: boolean, agentVersion: { agent: { name: string } } }, messages: Array<{ idempotencyKey: string | null }>, reply: { text: string, content: Array<
          | { __typename: 'CitationContent', title: string, url: string | null }
          | { __typename: 'MediaContent', title: string, url: string | null }
          | { __typename: 'TextContent' }
          | { __typename: 'ThinkingContent' }
        > } | null }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type McpApprovalsQueryVariables = Exact<{
  turnId: string;
  reads: boolean;
  decides: boolean;
}>;
export type McpApprovalsQuery = { turn:
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
    | { __typename: 'Turn', steps: Array<
        | { __typename: 'ModelCall', status: Status, retryAt: string | null }
        | { __typename: 'ToolCall', server: string, name: string, status: Status, retryAt: string | null, approval?: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments?: unknown, expiresAt: string } | null }
      > }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type McpTurnFragment = { id: string, status: Status, createdAt: string, startedAt: string | null, endedAt: string | null, cancelReason: string | null, output: unknown, failure: { code: FailureCode, message: string } | null, conversation: { id: string, emulated: boolean, agentVersion: { agent: { name: string } } }, messages: Array<{ idempotencyKey: string | null }>, reply: { text: string, content: Array<
      | { __typename: 'CitationContent', title: string, url: string | null }
      | { __typename: 'MediaContent', title: string, url: string | null }
      | { __typename: 'TextContent' }
      | { __typename: 'ThinkingContent' }
    > } | null };
export type McpApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments?: unknown, expiresAt: string };
export type McpRunFragment = { id: string, status: Status, verified: boolean, emulated: boolean, sampleMarketData: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, phases: Array<{ name: string, status: Status }>, report: { title: string, summary: string, gaps: Array<{ kind: GapKind, subject: string, message: string }>, downloads: Array<{ type: string, url: string }> } | null };
type McpRefusal_BudgetExceededError_Fragment = { __typename: 'BudgetExceededError', message: string };
type McpRefusal_ConflictError_Fragment = { __typename: 'ConflictError', reason: ConflictReason, message: string };
type McpRefusal_ForbiddenError_Fragment = { __typename: 'ForbiddenError', scope: string | null, message: string };
type McpRefusal_NotFoundError_Fragment = { __typename: 'NotFoundError', message: string };
type McpRefusal_RateLimitedError_Fragment = { __typename: 'RateLimitedError', retryAfter: string, message: string };
type McpRefusal_UnavailableError_Fragment = { __typename: 'UnavailableError', message: string };
type McpRefusal_ValidationError_Fragment = { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> };
export type McpRefusalFragment =
  | McpRefusal_BudgetExceededError_Fragment
  | McpRefusal_ConflictError_Fragment
  | McpRefusal_ForbiddenError_Fragment
  | McpRefusal_NotFoundError_Fragment
  | McpRefusal_RateLimitedError_Fragment
  | McpRefusal_UnavailableError_Fragment
  | McpRefusal_ValidationError_Fragment
;
export const mcpCaller = "query McpCaller{viewer{decides:can(scopes:[\"approvals:decide\"])readsApprovals:can(scopes:[\"approvals:read\"])readsAgents:can(scopes:[\"agents:read\"])asks:can(scopes:[\"conversations:write\" \"conversations:read\"])researches:can(scopes:[\"research:write\" \"research:read\"])}}" as string & Typed<McpCallerQuery, McpCallerQueryVariables>;
export const mcpAgents = "query McpAgents($first:Int!$after:String){agents(first:$first after:$after){nodes{name description}pageInfo{hasNextPage endCursor}}}" as string & Typed<McpAgentsQuery, McpAgentsQueryVariables>;
export const mcpConversation = "query McpConversation($id:ID!){conversation(id:$id){agentVersion{agent{name}}}}" as string & Typed<McpConversationQuery, McpConversationQueryVariables>;
export const mcpStartConversation = "mutation McpStartConversation($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{turn{...McpTurn}}...McpRefusal}}fragment McpTurn on Turn{id status createdAt startedAt endedAt cancelReason failure{code message}output conversation{id emulated agentVersion{agent{name}}}messages{idempotencyKey}reply{text content{__typename ...on CitationContent{title url}...on MediaContent{title url}}}}fragment McpRefusal on UserError{__typename message ...on ValidationError{issues{path message}}...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}}" as string & Typed<McpStartConversationMutation, McpStartConversationMutationVariables>;
export const mcpSendMessage = "mutation McpSendMessage($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{eventCursor turn{...McpTurn}}...McpRefusal}}fragment McpTurn on Turn{id status createdAt startedAt endedAt cancelReason failure{code message}output conversation{id emulated agentVersion{agent{name}}}messages{idempotencyKey}reply{text content{__typename ...on CitationContent{title url}...on MediaContent{title url}}}}fragment McpRefusal on UserError{__typename message ...on ValidationError{issues{path message}}...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}}" as string & Typed<McpSendMessageMutation, McpSendMessageMutationVariables>;
export const mcpCancelTurn = "mutation McpCancelTurn($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...McpRefusal}}fragment McpRefusal on UserError{__typename message ...on ValidationError{issues{path message}}...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}}" as string & Typed<McpCancelTurnMutation, McpCancelTurnMutationVariables>;
export const mcpDecide = "mutation McpDecide($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...McpRefusal}}fragment McpRefusal on UserError{__typename message ...on ValidationError{issues{path message}}...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}}" as string & Typed<McpDecideMutation, McpDecideMutationVariables>;
export const mcpStartResearch = "mutation McpStartResearch($input:StartResearchInput!){result:startResearch(input:$input){__typename ...on StartResearchPayload{research{...McpRun}}...McpRefusal}}fragment McpRun on ResearchRun{id status verified emulated sampleMarketData createdAt endedAt failure{code message}phases{name status}report{title summary gaps{kind subject message}downloads{type url}}}fragment McpRefusal on UserError{__typename message ...on ValidationError{issues{path message}}...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}}" as string & Typed<McpStartResearchMutation, McpStartResearchMutationVariables>;
export const mcpCancelResearch = "mutation McpCancelResearch($input:CancelResearchInput!){result:cancelResearch(input:$input){__typename ...McpRefusal}}fragment McpRefusal on UserError{__typename message ...on ValidationError{issues{path message}}...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}}" as string & Typed<McpCancelResearchMutation, McpCancelResearchMutationVariables>;
export const mcpResearchEvents = "subscription McpResearchEvents($id:ID!$after:String){event:researchEvents(id:$id after:$after deltas:false){__typename ...on Event{cursor fromSeq seq}...on PhaseChanged{status phase{kind name}}...on ResearchEnded{status}}}" as string & Typed<McpResearchEventsSubscription, McpResearchEventsSubscriptionVariables>;
export const mcpWork = "query McpWork($id:ID!){work:node(id:$id){__typename ...on Turn{...McpTurn}...on ResearchRun{...McpRun}}}fragment McpTurn on Turn{id status createdAt startedAt endedAt cancelReason failure{code message}output conversation{id emulated agentVersion{agent{name}}}messages{idempotencyKey}reply{text content{__typename ...on CitationContent{title url}...on MediaContent{title url}}}}fragment McpRun on ResearchRun{id status verified emulated sampleMarketData createdAt endedAt failure{code message}phases{name status}report{title summary gaps{kind subject message}downloads{type url}}}" as string & Typed<McpWorkQuery, McpWorkQueryVariables>;
export const mcpApprovals = "query McpApprovals($turnId:ID!$reads:Boolean!$decides:Boolean!){turn:node(id:$turnId){__typename ...on Turn{steps{__typename status retryAt ...on ToolCall{server name approval@include(if:$reads){...McpApproval}}}}}}fragment McpApproval on Approval{id verdict argumentsHash proposedArguments@include(if:$decides)expiresAt}" as string & Typed<McpApprovalsQuery, McpApprovalsQueryVariables>;
