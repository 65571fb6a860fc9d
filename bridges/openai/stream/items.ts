import type { Annotation, Line, TextKind } from "./line.ts";

/** An item of a response's output. */
export type OutputItem = { id: string; type: string } & Record<string, unknown>;
/** An event of the stream of a response, before it has a number. */
export type EventBody = { type: string } & Record<string, unknown>;

/** An item of text while its lines come. */
export interface TextItem {
  id: string;
  index: number;
  kind: TextKind;
  text: string;
  annotations: Annotation[];
}

/** A new item of text at this place of the output. `owner` is the hex part of the response's id. */
export function textItem(kind: TextKind, owner: string, index: number): TextItem {
  const prefix = kind === "message" ? "msg" : "rs";
  return { id: `${prefix}_${owner}_${index}`, index, kind, text: "", annotations: [] };
}

/** What the line adds to its item. */
export function grow(item: TextItem, line: Line): TextItem {
  if (line.line === "piece") return { ...item, text: item.text + line.text };
  if (line.line !== "annotation") return item;
  return { ...item, annotations: [...item.annotations, line.annotation] };
}

/** The item as the output of a response has it. */
export function outputOf(item: TextItem, status: string): OutputItem {
  const { id, kind } = item;
  const content = status === "in_progress" ? [] : [contentOf(item)];
  return kind === "message"
    ? { id, type: "message", role: "assistant", status, content }
    : { id, type: "reasoning", summary: [], content, status };
}

/** The single part of an item of text. */
export function contentOf({ kind, text, annotations }: TextItem): Record<string, unknown> {
  return kind === "message"
    ? { type: "output_text", text, annotations, logprobs: [] }
    : { type: "reasoning_text", text };
}
