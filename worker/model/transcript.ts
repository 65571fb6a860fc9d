import type { ConversationEventsData } from "@mistralai/mistralai/models/components";
import type { MadeFile } from "../../store/files.ts";
import { type Hosted, HostedCalls, type HostedEvent } from "./hosted-calls.ts";
import { parseArguments, toParts } from "./message-parts.ts";
import type { Content } from "../../protocol/content.ts";
import type { DraftChunk, TextKind } from "../../protocol/event.ts";
import { modelToolName, splitToolName } from "../../protocol/tool-name.ts";
import type { OpenedEntry, WrittenEntry } from "../../store/engine/model-outcome.ts";
import { Speaker, type VersionOf } from "./speakers.ts";

/** What one provider event adds to an answer. */
export interface Progress {
  /** The remote conversation's id, when this event told it. */
  remoteId?: string;
  opened: OpenedEntry[];
  chunks: DraftChunk[];
}

/** A tool call of an answer as the model knows it: its id, and the tool's name. */
export interface NamedCall {
  id: string;
  name: string;
}

/** Thrown when the provider says in mid-stream that it failed. */
export class StreamFailedError extends Error {
  override name = "StreamFailedError";
  /** The provider's code; null when it told none. */
  readonly code: number | null;
  constructor(message: string, code: number | null = null) {
    super(message);
    this.code = code;
  }
}

/** What a transcript needs to know of its call. `entryId` gives our id of the provider's n-th output. */
export interface TranscriptContext {
  step: number;
  versionId: string;
  /** Our version of an agent at the provider; left out where there are no hand-offs. */
  versionOf?: VersionOf;
  /** The tool that a name at the model means; left out: the name as it splits. */
  toolOf?: (name: string) => { server: string; name: string };
  entryId(kind: "message" | "tool" | "handoff", outputIndex: number): string;
}

type EventOf<T extends ConversationEventsData["type"]> = Extract<
  ConversationEventsData,
  { type: T }
>;

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
    | { kind: "handoff"; to: string | null }
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
  #speaker: Speaker;
  remoteId: string | null = null;
  usage: { inputTokens: number; outputTokens: number } | null = null;
  /** The model that answers, as the provider names it; null until it does. */
  model: string | null = null;
  /** Tool calls as the model knows them, by the ids of their entries. */
  readonly named = new Map<string, NamedCall>();

  constructor(context: TranscriptContext) {
    this.#context = context;
    this.#speaker = new Speaker(context.versionId, context.versionOf ?? (() => null));
  }

  /** Takes an event in. Throws StreamFailedError for the provider's own error event. */
  add(event: ConversationEventsData): Progress {
    const progress = this.#progressOf(event);
    if ("model" in event && event.model) this.model = event.model;
    for (const entry of progress.opened) {
      if (entry.kind === "tool") this.named.set(entry.id, namedCall(entry));
    }
    return progress;
  }

  #progressOf(event: ConversationEventsData): Progress {
    const progress: Progress = { opened: [], chunks: [] };
    switch (event.type) {
      case "conversation.response.started":
        this.remoteId = progress.remoteId = event.conversationId;
        break;
      case "message.output.delta":
        this.#addMessage(event, progress);
        break;
      case "function.call.delta":
        this.#addCall(event, progress);
        break;
      case "tool.execution.started":
      case "tool.execution.delta":
      case "tool.execution.done":
        this.#addHosted(event, progress);
        break;
      case "agent.handoff.started":
        this.#openHandoff(event, progress);
        break;
      case "agent.handoff.done":
        this.#closeHandoff(event);
        break;
      case "conversation.response.done": {
        const { promptTokens, completionTokens, connectorTokens } = event.usage;
        const inputTokens = promptTokens + (connectorTokens ?? 0);
        this.usage = { inputTokens, outputTokens: completionTokens };
        break;
      }
      case "conversation.response.error":
        throw new StreamFailedError(
          `the provider failed in mid-stream with code ${event.code}`,
          event.code,
        );
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
    const handedOver = ordered.findLastIndex((e) => e.kind === "handoff");
    return ordered.map((e, i) => {
      if (e.kind === "hosted") return this.#hosted.whole(e);
      if (e.kind === "handoff") return { kind: "handoff", id: e.id, toVersionId: e.to };
      if (e.kind === "message") return wholeMessage(e);
      const args = parseArguments(e.arguments);
      return { kind: "tool", id: e.id, arguments: args, ...(i < handedOver && { dropped: true }) };
    });
  }

  /** The version that spoke last. */
  get speaker(): string {
    return this.#speaker.now;
  }

  #addMessage(
    { outputIndex: index, id: remoteId, content, agentId }: EventOf<"message.output.delta">,
    to: Progress,
  ) {
    const id = this.#context.entryId("message", index);
    const versionId = this.#speaker.of(agentId);
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

  #openHandoff(event: EventOf<"agent.handoff.started">, to: Progress) {
    const id = this.#context.entryId("handoff", event.outputIndex);
    const versionId = this.#speaker.of(event.previousAgentId);
    this.#open(event.outputIndex, () => {
      to.opened.push({ kind: "handoff", id, versionId });
      return { kind: "handoff", id, remoteId: event.id, to: null, texts: new Map() };
    });
  }

  #closeHandoff(event: EventOf<"agent.handoff.done">) {
    const to = this.#speaker.takesOver(event.nextAgentId);
    const entry = this.#entries.get(event.outputIndex);
    if (entry?.kind === "handoff") entry.to = to;
  }

  #addCall(event: EventOf<"function.call.delta">, to: Progress) {
    const id = this.#context.entryId("tool", event.outputIndex);
    const versionId = this.#speaker.of(event.agentId);
    const entry = this.#open(event.outputIndex, () => {
      const { step } = this.#context;
      const place = this.#places++;
      const named = (this.#context.toolOf ?? splitToolName)(event.name);
      to.opened.push({
        kind: "tool",
        id,
        versionId,
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
    const versionId = this.#speaker.of("agentId" in event ? event.agentId : undefined);
    const entry = this.#open(event.outputIndex, () => {
      const { step } = this.#context;
      to.opened.push(this.#hosted.opened(event, { id, versionId, place: this.#places++, step }));
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

function namedCall(
  { id, remoteToolCallId, server, name, hosted }: Extract<OpenedEntry, { kind: "tool" }>,
): NamedCall {
  return { id: remoteToolCallId ?? id, name: hosted ? name : modelToolName(server, name) };
}

function wholeMessage(
  { id, parts: content, files }: Extract<OpenEntry, { kind: "message" }>,
): WrittenEntry {
  return { kind: "message", id, content, ...(files.length > 0 && { files }) };
}

const kinds = { text: "TEXT", thinking: "THINKING" } as const;

/** `text` up to its last whole character, and the half that is left. */
export function splitWhole(text: string): { text: string; half: string } {
  return /[\ud800-\udbff]$/.test(text)
    ? { text: text.slice(0, -1), half: text.slice(-1) }
    : { text, half: "" };
}
