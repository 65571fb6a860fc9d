import type { WrittenEntry } from "../../../store/call/model-outcome.ts";
import { parseArguments } from "./call-arguments.ts";
import type { OpenCall, OpenEntry, OpenHosted } from "./open-entries.ts";

/** The server and name of the tool with a name at the model. */
type ToolOf = (name: string) => { server: string; name: string };

/** An entry as it is stored. `dropped`: the provider discarded it at a hand-off. */
export function writtenEntry(
  entry: Exclude<OpenEntry, OpenHosted>,
  toolOf: ToolOf,
  dropped: boolean,
): WrittenEntry {
  const { entryId: id } = entry;
  if (entry.kind === "handoff") return { kind: "handoff", id, toVersionId: entry.to };
  if (entry.kind === "call") return writtenCall(entry, toolOf, dropped);
  const { parts: content, files } = entry;
  return { kind: "message", id, content, ...(files.length > 0 && { files }) };
}

/** A call, with the fields that the provider sent after its announcement. */
function writtenCall(entry: OpenCall, toolOf: ToolOf, dropped: boolean): WrittenEntry {
  const { entryId: id, toolCallId, announcedId, name, announcedName } = entry;
  return {
    kind: "tool",
    id,
    arguments: parseArguments(entry.arguments.text),
    ...(dropped && { dropped }),
    ...(toolCallId === null && { ownCallId: true as const }),
    ...(toolCallId !== null && toolCallId !== announcedId && { remoteToolCallId: toolCallId }),
    ...(name !== announcedName && { tool: toolOf(name) }),
  };
}

/** A tool call by the id and the name that the model knows. */
export interface NamedCall {
  id: string;
  name: string;
}

/** The tool calls among these entries, by entry id. */
export function namedCalls(entries: readonly OpenEntry[]): Map<string, NamedCall> {
  const named = new Map<string, NamedCall>();
  for (const entry of entries) {
    const { entryId, kind } = entry;
    if (kind === "hosted") named.set(entryId, { id: entryId, name: entry.name });
    if (kind !== "call") continue;
    named.set(entryId, { id: entry.toolCallId ?? entry.announcedId, name: entry.name });
  }
  return named;
}
