import { fragments } from "../model/fragments.ts";
import type { ModelOutput } from "../model/types.ts";
import { saveFile } from "./files.ts";
import { newId, newToolCallId } from "./ids.ts";
import { contentOf, type Piece, piecesOf } from "./message-parts.ts";
import type { Answerer } from "./prompt.ts";
import type { Store } from "./store.ts";
import type { EntryBody, File } from "./wire.ts";

/** An entry of the answer with its id, and the pieces in which it is streamed. */
export type Planned = {
  id: string;
  body: EntryBody;
  pieces: string[];
  /** The pieces of a message in parts. */
  parts?: Piece[];
};

/** The entry of an output, and its pieces. Stores the file of an execution and adds it to `files`. */
export function plannedEntry(
  output: Exclude<ModelOutput, { kind: "handoff" }>,
  by: Answerer,
  store: Store,
  files: Map<string, File>,
): Planned {
  const from = { ...(by.agentId && { agent_id: by.agentId }), model: by.model };
  if (output.kind === "message") {
    const body: EntryBody = {
      type: "message.output",
      role: "assistant",
      content: output.text,
      ...from,
    };
    return { id: newId("msg"), body, pieces: fragments(output.text) };
  }
  if (output.kind === "parts") return partsOf(piecesOf(output.parts, files), from);
  if (output.kind === "execution") {
    if (output.file) files.set(output.name, saveFile(store, output.file));
    return executionOf(output, from);
  }
  const { name, arguments: args } = output;
  const call: EntryBody = {
    type: "function.call",
    tool_call_id: newToolCallId(),
    name,
    arguments: args,
    ...from,
  };
  return { id: newId("fc"), body: call, pieces: ["", ...fragments(args)] };
}

function partsOf(parts: Piece[], from: { agent_id?: string; model: string }): Planned {
  const role = "assistant" as const;
  const body: EntryBody = { type: "message.output", role, content: contentOf(parts), ...from };
  const pieces = parts.map(({ content }) => typeof content === "string" ? content : "");
  return { id: newId("msg"), body, pieces, parts };
}

function executionOf(
  { name, arguments: args, info }: Extract<ModelOutput, { kind: "execution" }>,
  from: { agent_id?: string; model: string },
): Planned {
  const body: EntryBody = { type: "tool.execution", name, arguments: args, info, ...from };
  return { id: newId("tool_exec"), body, pieces: fragments(args) };
}

/** The entry of a hand-off. */
export function plannedHandoff(from: Answerer, to: Answerer): Planned {
  const body: EntryBody = {
    type: "agent.handoff",
    previous_agent_id: from.agentId ?? "",
    previous_agent_name: from.name,
    next_agent_id: to.agentId ?? "",
    next_agent_name: to.name,
  };
  return { id: newId("handoff"), body, pieces: [] };
}

/** Cuts the answer after `maxTokens`; a call that is cut keeps incomplete JSON. */
export function capped(outputs: Planned[], maxTokens: number): Planned[] {
  let left = maxTokens;
  return outputs.flatMap((output, i) => {
    const pieces = output.pieces.slice(0, Math.max(left, 0));
    if (i > 0 && left <= 0) return [];
    left -= output.pieces.length;
    if (pieces.length === output.pieces.length) return [output];
    const { body } = output;
    const text = pieces.join("");
    if (output.parts && body.type === "message.output") {
      const parts = output.parts.slice(0, pieces.length);
      return [{ ...output, pieces, parts, body: { ...body, content: contentOf(parts) } }];
    }
    const key = "arguments" in body ? "arguments" : "content";
    return [{ ...output, pieces, body: { ...body, [key]: text } as EntryBody }];
  });
}
