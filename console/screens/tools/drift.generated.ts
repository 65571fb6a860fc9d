// Written by `deno task documents` from drift.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact } from "../../document-types.generated.ts";

export type ConsoleDriftQueryVariables = Exact<{ [key: string]: never; }>;
export type ConsoleDriftQuery = { agents: { nodes: Array<{ id: string, name: string, version: { id: string, number: number, drift: Array<{ path: string }> | null } | null }> } | null };
export const consoleDrift = "query ConsoleDrift{agents(first:50){nodes{id name version{id number drift{path}}}}}" as string & Typed<ConsoleDriftQuery, ConsoleDriftQueryVariables>;
