import { fragments } from "../model/fragments.ts";
import type { Json, MessagePart } from "../model/types.ts";
import type { File } from "./wire.ts";

/** A piece of a message in parts: the content of a frame. */
export type Piece = { content: string | Json; content_index: number };

/** The pieces of a message in parts. `files`: the newest file of each tool. */
export function piecesOf(parts: readonly MessagePart[], files: ReadonlyMap<string, File>): Piece[] {
  return parts.flatMap((part, content_index): Piece[] => {
    const whole = (content: Json) => [{ content, content_index }];
    if (part.type === "text") {
      return fragments(part.text).map((content) => ({ content, content_index }));
    }
    if (part.type === "thinking") {
      return fragments(part.text).flatMap((text) => whole(thinking(text)));
    }
    if (part.type === "reference") return whole({ ...part, type: "tool_reference" });
    const file = files.get(part.tool);
    if (!file) return [];
    const { id: file_id, name: file_name, type: file_type } = file;
    return whole({ type: "tool_file", tool: part.tool, file_id, file_name, file_type });
  });
}

const thinking = (text: string): Json => ({ type: "thinking", thinking: [{ type: "text", text }] });

/** The stored content of a message, joined from its pieces. */
export function contentOf(pieces: readonly Piece[]): Json[] {
  const at = new Map<number, Json>();
  for (const { content, content_index } of pieces) {
    at.set(content_index, joined(at.get(content_index), content));
  }
  return [...at.values()].map((c) => c.type === "thinking" ? { ...c, closed: true } : c);
}

function joined(before: Json | undefined, content: string | Json): Json {
  if (typeof content === "string") {
    return { type: "text", text: `${before?.text ?? ""}${content}` };
  }
  if (content.type !== "thinking" || !before) return content;
  const text = [before, content].map((c) => (c.thinking as { text: string }[])[0]?.text).join("");
  return thinking(text);
}
