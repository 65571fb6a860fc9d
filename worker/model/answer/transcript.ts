import { splitToolName } from "../../../protocol/agent/tool-name.ts";
import type { WrittenEntry } from "../../../store/call/model-outcome.ts";
import { AnswerCalls } from "./answer-calls.ts";
import { toParts } from "./message-parts.ts";
import { OpenEntries, type OpenMessage } from "./open-entries.ts";
import { type OpenText, textOf } from "./open-text.ts";
import { Speaker } from "./speakers.ts";
import type { Progress, TranscriptContext } from "./transcript-context.ts";
import type { AnswerEvent, EventOf } from "../stream/answer-event.ts";
import type { Usage } from "../stream/read-usage.ts";
import { noteSkipped } from "../stream/skipped.ts";
import { StreamFailedError } from "../stream/stream-faults.ts";
import { type NamedCall, namedCalls, writtenEntry } from "./written-entry.ts";

export type { Progress, TranscriptContext } from "./transcript-context.ts";

/**
 * An answer as it arrives: takes the provider's events, returns what each adds, and has the complete answer at the end.
 * Each output of the provider is one entry. Offsets count UTF-16 code units, and no delta ends inside a surrogate pair.
 */
export class Transcript {
  readonly #entries = new OpenEntries();
  readonly #calls: AnswerCalls;
  readonly #context: TranscriptContext;
  readonly #speaker: Speaker;
  /** The id of the remote conversation; null until an event has it. */
  remoteId: string | null = null;
  /** Null until an event has it, which may never happen. */
  usage: Usage | null = null;
  /** The model that answers, by the provider's name; null until an event has it. */
  model: string | null = null;
  /** True after the provider's last event. Later events are ignored. */
  ended = false;

  constructor(context: TranscriptContext) {
    this.#context = context;
    this.#calls = new AnswerCalls(context, this.#entries);
    this.#speaker = new Speaker(context.versionId, context.versionOf ?? (() => null));
  }

  /** Adds an event. Throws StreamFailedError for an error event of the provider. */
  add(event: AnswerEvent): Progress {
    const progress: Progress = { opened: [], chunks: [] };
    if (this.ended) return progress;
    if ("model" in event && event.model !== null) this.model = event.model;
    switch (event.type) {
      case "started":
        this.remoteId ??= event.conversationId;
        if (this.remoteId !== null) progress.remoteId = this.remoteId;
        break;
      case "message":
        this.#addMessage(event, progress);
        break;
      case "call":
        this.#calls.add(event, this.#speaker.of(event.agentId), progress);
        break;
      case "hosted":
        this.#calls.addHosted(event, this.#speaker.of(event.agentId), progress);
        break;
      case "handoff":
        this.#addHandoff(event, progress);
        break;
      case "done":
        this.usage = event.usage;
        this.#end(progress);
        break;
      case "error":
        throw new StreamFailedError(event.code);
      case "unknown":
        noteSkipped("event", event.name);
    }
    return progress;
  }

  /** The provider's id of the last entry; null when it gave none. */
  get lastEntryId(): string | null {
    return this.#entries.inOrder().at(-1)?.id ?? null;
  }

  /** True for an answer without text and without calls. */
  get isEmpty(): boolean {
    return this.#entries.inOrder().every((e) => e.kind === "message" && isBlank(e));
  }

  /** All entries, complete, in the order of the provider. */
  entries(): WrittenEntry[] {
    const ordered = this.#entries.inOrder();
    const handedOver = ordered.findLastIndex((e) => e.kind === "handoff");
    const toolOf = this.#context.toolOf ?? splitToolName;
    return ordered.map((e, i) =>
      e.kind === "hosted" ? this.#calls.whole(e) : writtenEntry(e, toolOf, i < handedOver)
    );
  }

  /** The tool calls as the model knows them, by entry id. */
  get named(): ReadonlyMap<string, NamedCall> {
    return namedCalls(this.#entries.inOrder());
  }

  /** The length of the text, UTF-16 units, from which usage is estimated where the provider reports none. */
  get writtenUnits(): number {
    const texts = this.#entries.inOrder().flatMap((e) => [...e.texts.values()]);
    return texts.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** The version that wrote last. */
  get speaker(): string {
    return this.#speaker.now;
  }

  #addMessage(event: EventOf<"message">, to: Progress) {
    if (event.content === null || event.content === undefined) return;
    const versionId = this.#speaker.of(event.agentId);
    const entry = this.#entries.find("message", event) ?? this.#openMessage(event, versionId, to);
    const { parts, files, cited } = toParts(event.content, entry.entryId);
    this.#calls.addCitations(cited);
    entry.files.push(...files);
    for (const part of parts) {
      const written = part.type === "text" || part.type === "thinking";
      if (!written) {
        entry.parts.push(part);
        continue;
      }
      if (entry.parts.at(-1)?.type !== part.type) entry.parts.push({ type: part.type, text: "" });
      const place = entry.parts.length - 1;
      const open = textOf(entry, place, kinds[part.type]);
      to.chunks.push(...open.add(part.text));
      entry.parts[place] = { type: part.type, text: open.text };
    }
  }

  #openMessage(event: EventOf<"message">, versionId: string, to: Progress): OpenMessage {
    const entryId = this.#context.entryId("message", this.#entries.size);
    to.opened.push({ kind: "message", id: entryId, versionId });
    const place = this.#entries.placeOf(event);
    const texts = new Map<number, OpenText>();
    return this.#entries.open({ kind: "message", entryId, ...place, texts, parts: [], files: [] });
  }

  #addHandoff(event: EventOf<"handoff">, to: Progress) {
    const before = event.ended ? this.#speaker.now : this.#speaker.of(event.previousAgentId);
    let entry = this.#entries.find("handoff", event);
    if (!entry) {
      const entryId = this.#context.entryId("handoff", this.#entries.size);
      to.opened.push({ kind: "handoff", id: entryId, versionId: before });
      const place = this.#entries.placeOf(event);
      entry = this.#entries.open({
        kind: "handoff",
        entryId,
        ...place,
        to: null,
        texts: new Map(),
      });
    }
    if (event.ended && event.nextAgentId !== null) {
      entry.to = this.#speaker.takesOver(event.nextAgentId);
    }
  }

  #end(to: Progress) {
    this.ended = true;
    for (const entry of this.#entries.inOrder()) {
      if (entry.kind === "call" || entry.kind === "hosted") {
        to.chunks.push(...textOf(entry, 0, "ARGUMENTS").add(entry.arguments.end()));
      }
      for (const [part, text] of entry.texts) {
        to.chunks.push(...text.end());
        const written = entry.kind === "message" ? entry.parts[part] : undefined;
        if (written && "text" in written) written.text = text.text;
      }
    }
  }
}

const kinds = { text: "TEXT", thinking: "THINKING" } as const;

const isBlank = ({ parts }: OpenMessage) =>
  parts.every((part) => part.type === "text" && part.text.trim() === "");
