// Written by `deno task documents` from tools.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, FailureCode } from "../../document-types.generated.ts";

export type ConsoleServersQueryVariables = Exact<{ [key: string]: never; }>;
export type ConsoleServersQuery = { mcpServers: Array<{ id: string, name: string, url: string | null, seenAt: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, problems: Array<{ name: string | null, usable: boolean, message: string }>, tools: Array<{ name: string, title: string | null, description: string | null, readOnly: boolean, idempotent: boolean, inputSchema: unknown, outputSchema: unknown, hash: string }> | null, prompts: Array<{ name: string, title: string | null, description: string | null, arguments: Array<{ name: string, description: string | null, required: boolean }> }> }> | null };
export const consoleServers = "query ConsoleServers{mcpServers{id name url seenAt failure{code message traceId}problems{name usable message}tools{name title description readOnly idempotent inputSchema outputSchema hash}prompts{name title description arguments{name description required}}}}" as string & Typed<ConsoleServersQuery, ConsoleServersQueryVariables>;
