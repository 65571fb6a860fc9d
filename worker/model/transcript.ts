import type {
  ConversationEventsData,
  MessageOutputEventContent,
} from "@mistralai/mistralai/models/components";
import type { MadeFile } from "../../store/files.ts";
import { type Hosted, HostedCalls, type HostedEvent } from "./hosted-calls.ts";
import { parseArguments, toParts } from "./message-parts.ts";
import type { Content } from "../../protocol/content.ts";
import type { DraftChunk, TextKind } from "../../protocol/event.ts";
import { splitToolName } from "../../protocol/tool-name.ts";
import type { OpenedEntry, WrittenEntry } from "../../store/engine/model-call.ts";

/** What one provider event adds to an answer. */
export interface Progress {
  /** The remote conversation's id, when this event told it. */
  remoteId?: string;
  opened: OpenedEntry[];
  chunks: DraftChunk[];
}

/** Thrown when the provider says in mid-stream that it failed. */
export class StreamFailedError extends Error {
  override name = "StreamFailedError";
}

/** What a transcript needs to know of its call. `entryId` gives our id of the provider's n-th output. */
export interface TranscriptContext {
  step: number;
  versionId: string;
  entryId(kind: "message" | "tool", outputIndex: number): string;
}

interface OpenText {
  entry: OpenEntry;
  /** Half of a surrogate pair that waits for its other half. */
  half: string;
}
type OpenEntry =
  & { id: string; remoteId: string; texts: Map<number, OpenText> }
  & (
    | { kind: "message"; parts: Content[]; files: MadeFile[] }
    | { kind: "tool"; arguments: string }
    | Hosted
  );

/**
 * An answer as it arrives: feeds on the provider's events, tells what each adds, and at the end holds the whole.
 * Output n of the provider is one entry of ours; offsets count UTF-16 code units and no chunk ends inside a pair.
 */
export class Transcript {
  #entries = new Map<number, OpenEntry>();
  #places = 0;
  #hosted = new HostedCalls();
  #context: TranscriptContext;
  remoteId: string | null = null;
  usage: { inputTokens: number; outputTokens: number } | null = null;

  constructor(context: TranscriptContext) {
    this.#context = context;
  }

  /** Takes an event in. Throws StreamFailedError for the provider's own error event. */
  add(event: ConversationEventsData): Progress {
    const progress: Progress = { opened: [], chunks: [] };
    switch (event.type) {
      case "conversation.response.started":
        this.remoteId = progress.remoteId = event.conversationId;
        break;
      case "message.output.delta":
        this.#addMessage(event.outputIndex, event.id, event.content, progress);
        break;
      case "function.call.delta":
        this.#addCall(event, progress);
        break;
      case "tool.execution.started":
      case "tool.execution.delta":
      case "tool.execution.done":
        this.#addHosted(event, progress);
        break;
      case "conversation.response.done": {
        const { promptTokens, completionTokens, connectorTokens } = event.usage;
        const inputTokens = promptTokens + (connectorTokens ?? 0);
        this.usage = { inputTokens, outputTokens: completionTokens };
        break;
      }
      case "conversation.response.error":
        throw new StreamFailedError(`the provider failed in mid-stream with code ${event.code}`);
      case "UNKNOWN":
        if (JSON.stringify(event.raw).includes("conversation.response.error")) {
          throw new StreamFailedError("the provider failed in mid-stream");
        }
    }
    return progress;
  }

  /** True once the provider said that the answer is whole. */
  get done(): boolean {
    return this.usage !== null && this.remoteId !== null && this.#entries.size > 0;
  }

  /** The provider's id of the last entry. */
  get tip(): string {
    const last = Math.max(...this.#entries.keys());
    return this.#entries.get(last)?.remoteId ?? "";
  }

  /** All entries, whole, in the order of the provider. */
  entries(): WrittenEntry[] {
    const ordered = [...this.#entries].sort(([a], [b]) => a - b).map(([, e]) => e);
    return ordered.map((e) =>
      e.kind === "tool"
        ? { kind: "tool", id: e.id, arguments: parseArguments(e.arguments) }
        : e.kind === "hosted"
        ? this.#hosted.whole(e)
        : {
          kind: "message",
          id: e.id,
          content: e.parts,
          ...(e.files.length > 0 && { files: e.files }),
        }
    );
  }

  #addMessage(
    index: number,
    remoteId: string,
    content: MessageOutputEventContent,
    to: Progress,
  ) {
    const { versionId, entryId } = this.#context;
    const id = entryId("message", index);
    const entry = this.#open(index, () => {
      to.opened.push({ kind: "message", id, versionId });
      return { kind: "message", id, remoteId, parts: [], files: [], texts: new Map() };
    });
    if (entry.kind !== "message") return;
    this.#hosted.found(content);
    const { parts, files } = toParts(content, id);
    entry.files.push(...files);
    for (const part of parts) {
      const written = part.type === "text" || part.type === "thinking";
      const last = entry.parts.at(-1);
      if (!written) entry.parts.push(part);
      else if (last?.type !== part.type) entry.parts.push({ type: part.type, text: "" });
      if (!written) continue;
      const place = entry.parts.length - 1;
      const open = entry.parts[place] as { text: string };
      const chunk = this.#write(entry, place, kinds[part.type], open.text.length, part.text);
      open.text += chunk?.text ?? "";
      if (chunk) to.chunks.push(chunk);
    }
  }

  #addCall(event: Extract<ConversationEventsData, { type: "function.call.delta" }>, to: Progress) {
    const id = this.#context.entryId("tool", event.outputIndex);
    const entry = this.#open(event.outputIndex, () => {
      const { step } = this.#context;
      const place = this.#places++;
      const named = splitToolName(event.name);
      to.opened.push({
        kind: "tool",
        id,
        place,
        step,
        remoteToolCallId: event.toolCallId,
        ...named,
      });
      return { kind: "tool", id, remoteId: event.id, arguments: "", texts: new Map() };
    });
    if (entry.kind !== "tool") return;
    const chunk = this.#write(entry, 0, "ARGUMENTS", entry.arguments.length, event.arguments);
    entry.arguments += chunk?.text ?? "";
    if (chunk) to.chunks.push(chunk);
  }

  #addHosted(event: HostedEvent, to: Progress) {
    const id = this.#context.entryId("tool", event.outputIndex);
    const entry = this.#open(event.outputIndex, () => {
      const { step } = this.#context;
      to.opened.push(this.#hosted.opened(event, { id, place: this.#places++, step }));
      return this.#hosted.begun(event, { id, remoteId: event.id, texts: new Map() });
    });
    if (entry.kind !== "hosted") return;
    if (event.type === "tool.execution.done") return void (entry.info = event.info ?? null);
    const chunk = this.#write(entry, 0, "ARGUMENTS", entry.arguments.length, event.arguments);
    entry.arguments += chunk?.text ?? "";
    if (chunk) to.chunks.push(chunk);
  }

  #open(index: number, make: () => OpenEntry): OpenEntry {
    const entry = this.#entries.get(index) ?? make();
    this.#entries.set(index, entry);
    return entry;
  }

  #write(
    entry: OpenEntry,
    part: number,
    kind: TextKind,
    offset: number,
    added: string,
  ): DraftChunk | null {
    const open = entry.texts.get(part) ?? { entry, half: "" };
    entry.texts.set(part, open);
    const { text, half } = splitWhole(open.half + added);
    open.half = half;
    return text === "" ? null : { entryId: entry.id, part, kind, offset, text };
  }
}

const kinds = { text: "TEXT", thinking: "THINKING" } as const;

/** `text` up to its last whole character, and the half that is left. */
export function splitWhole(text: string): { text: string; half: string } {
  return /[\ud800-\udbff]$/.test(text)
    ? { text: text.slice(0, -1), half: text.slice(-1) }
    : { text, half: "" };
}
