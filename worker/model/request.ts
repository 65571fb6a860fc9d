import type {
  CompletionArgs,
  ConversationInputs,
  InputEntries,
  MessageInputContentChunks,
} from "@mistralai/mistralai/models/components";
import type { ModelSettings } from "../../protocol/agent.ts";
import type { Content } from "../../protocol/content.ts";
import type { Base, ModelInput } from "../../store/engine/claim-next.ts";

/** The one request that a model call makes. */
export type ModelRequest =
  | { operation: "start"; inputs: ConversationInputs }
  | { operation: "append"; remoteId: string; inputs: ConversationInputs }
  | { operation: "restart"; remoteId: string; fromEntryId: string; inputs: ConversationInputs };

/** Chooses start, append or restart: the only place that does. A dirty base is never appended to. */
export function planRequest(base: Base | null, inputs: readonly ModelInput[]): ModelRequest {
  const entries = inputs.map(toEntry);
  if (!base) return { operation: "start", inputs: entries };
  const { remoteId, tip: fromEntryId } = base;
  if (!base.dirty) return { operation: "append", remoteId, inputs: entries };
  return { operation: "restart", remoteId, fromEntryId, inputs: entries };
}

function toEntry(input: ModelInput): InputEntries {
  if (input.type === "tool_result") {
    const { remoteToolCallId: toolCallId, result } = input;
    return { type: "function.result", toolCallId, result };
  }
  return { type: "message.input", role: "user", content: input.content.flatMap(toChunk) };
}

function toChunk(part: Content): MessageInputContentChunks[] {
  if (part.type === "text") return [{ type: "text" as const, text: part.text }];
  if (part.type !== "media" || part.url === null) return [];
  return part.media === "image"
    ? [{ type: "image_url" as const, imageUrl: part.url }]
    : [{ type: "document_url" as const, documentUrl: part.url, documentName: part.title }];
}

/** Settings as Mistral takes them. A required tool choice is relaxed once results are in, else it never ends. */
export function completionArgs(settings: ModelSettings, afterTools: boolean): CompletionArgs {
  const { temperature, topP, maxTokens, stop, seed: randomSeed, reasoningEffort } = settings;
  const choice = settings.toolChoice && toolChoice[settings.toolChoice];
  return defined({
    temperature,
    topP,
    maxTokens,
    stop,
    randomSeed,
    reasoningEffort: reasoningEffort as CompletionArgs["reasoningEffort"],
    toolChoice: afterTools && choice === "required" ? "auto" : choice,
  });
}

const toolChoice = { AUTO: "auto", NONE: "none", REQUIRED: "required" } as const;

function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
