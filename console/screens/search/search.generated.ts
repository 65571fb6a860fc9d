// Written by `deno task documents` from search.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, PhaseKind, Role, SearchKind } from "../../document-types.generated.ts";

export type ConsoleSearchQueryVariables = Exact<{
  query: string;
  kind: SearchKind;
  first: number;
}>;
export type ConsoleSearchQuery = { search: { partial: boolean, nodes: Array<{ kind: SearchKind, at: string, fragment: { text: string, cutBefore: boolean, cutAfter: boolean, matches: Array<{ start: number, end: number }> }, node:
        | { __typename: 'Agent', id: string }
        | { __typename: 'AgentVersion', id: string }
        | { __typename: 'ApiKey', id: string }
        | { __typename: 'Approval', id: string }
        | { __typename: 'Conversation', id: string }
        | { __typename: 'Firing', id: string }
        | { __typename: 'Handoff', id: string }
        | { __typename: 'McpServer', id: string }
        | { __typename: 'Message', role: Role, id: string }
        | { __typename: 'ModelCall', id: string }
        | { __typename: 'ResearchPhase', kind: PhaseKind, id: string }
        | { __typename: 'ResearchRun', id: string }
        | { __typename: 'Schedule', id: string }
        | { __typename: 'ToolCall', name: string, id: string }
        | { __typename: 'Turn', id: string }
        | { __typename: 'Webhook', id: string }
        | { __typename: 'WebhookDelivery', id: string }
       | null, conversation: { id: string, title: string | null, firstText: string | null, agentVersion: { id: string, number: number, agent: { id: string, name: string } } } | null, research: { id: string, question: string } | null }>, pageInfo: { hasNextPage: boolean } } | null };
export type SearchHitFragment = { kind: SearchKind, at: string, fragment: { text: string, cutBefore: boolean, cutAfter: boolean, matches: Array<{ start: number, end: number }> }, node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'AgentVersion', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Approval', id: string }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'Firing', id: string }
    | { __typename: 'Handoff', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Message', role: Role, id: string }
    | { __typename: 'ModelCall', id: string }
    | { __typename: 'ResearchPhase', kind: PhaseKind, id: string }
    | { __typename: 'ResearchRun', id: string }
    | { __typename: 'Schedule', id: string }
    | { __typename: 'ToolCall', name: string, id: string }
    | { __typename: 'Turn', id: string }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
   | null, conversation: { id: string, title: string | null, firstText: string | null, agentVersion: { id: string, number: number, agent: { id: string, name: string } } } | null, research: { id: string, question: string } | null };
export const consoleSearch = "query ConsoleSearch($query:String!$kind:SearchKind!$first:Int!){search(query:$query in:[$kind]first:$first){nodes{...SearchHit}pageInfo{hasNextPage}partial}}fragment SearchHit on SearchHit{kind at fragment{text cutBefore cutAfter matches{start end}}node{__typename id ...on Message{role}...on ToolCall{name}...on ResearchPhase{kind}}conversation{id title firstText agentVersion{id number agent{id name}}}research{id question}}" as string & Typed<ConsoleSearchQuery, ConsoleSearchQueryVariables>;
