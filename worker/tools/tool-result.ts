import type { CallToolResult } from "@modelcontextprotocol/client";
import type { ToolOutcome } from "../../store/engine/tool-call.ts";

/** Most UTF-16 units of a result that the model reads. */
const longest = 60_000;

/** What a tool's answer comes to: the text for the model, the data, and the failure if it is one. */
export function toOutcome(name: string, answer: CallToolResult): ToolOutcome {
  const text = cut(textOf(answer));
  const output = answer.structuredContent ?? null;
  if (!answer.isError) return { result: text, output, failure: null };
  const failure = { code: "TOOL_ERROR" as const, message: `${name} answered with an error.` };
  return { result: `The tool failed. It says: ${text}`, output, failure };
}

/** An outcome of ours, in our words, for the model and for people alike. */
export function failedOutcome(
  code: "TOOL_ERROR" | "UNAVAILABLE" | "TIMED_OUT",
  message: string,
): ToolOutcome {
  return { result: message, output: null, failure: { code, message } };
}

function textOf({ content, structuredContent }: CallToolResult): string {
  const texts = (content ?? []).flatMap((c) => (c.type === "text" ? [c.text] : []));
  return texts.length > 0 ? texts.join("\n") : JSON.stringify(structuredContent ?? {});
}

function cut(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}\n[cut: ${text.length - longest} more characters]`;
}
