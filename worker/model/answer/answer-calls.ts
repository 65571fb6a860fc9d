import { createHash } from "node:crypto";
import { splitToolName } from "../../../protocol/agent/tool-name.ts";
import type { HostedCall } from "../../../store/call/hosted-call.ts";
import { CallArguments } from "./call-arguments.ts";
import { HostedCalls } from "./hosted-calls.ts";
import type { Cited } from "./message-parts.ts";
import type { OpenCall, OpenEntries, OpenHosted } from "./open-entries.ts";
import { textOf } from "./open-text.ts";
import type { EventOf } from "../stream/answer-event.ts";
import type { Progress, TranscriptContext } from "./transcript-context.ts";

/** The calls of an answer while they are written: of tools that this service calls, and of tools that the provider runs. */
export class AnswerCalls {
  readonly #context: TranscriptContext;
  readonly #entries: OpenEntries;
  readonly #hosted = new HostedCalls();
  #places = 0;

  constructor(context: TranscriptContext, entries: OpenEntries) {
    this.#context = context;
    this.#entries = entries;
  }

  /** Adds a piece of a call to a tool of this service. `versionId`: the calling version. */
  add(event: EventOf<"call">, versionId: string, to: Progress): void {
    const entry = this.#entries.find("call", event) ?? this.#openCall(event, versionId, to);
    if (entry.toolCallId === null) entry.toolCallId = this.#own(event.toolCallId);
    if (event.name !== null && entry.arguments.text === "") {
      entry.name = withName(entry.name, event.name);
    }
    to.chunks.push(...textOf(entry, 0, "ARGUMENTS").add(entry.arguments.add(event.arguments)));
  }

  #openCall(event: EventOf<"call">, versionId: string, to: Progress): OpenCall {
    const entryId = this.#context.entryId("tool", this.#entries.size);
    const toolCallId = this.#own(event.toolCallId);
    const announcedId = toolCallId ?? derivedCallId(entryId);
    const name = event.name ?? "";
    const { step, toolOf = splitToolName } = this.#context;
    to.opened.push({
      ...{ kind: "tool", id: entryId, versionId, place: this.#places++, step },
      ...{ remoteToolCallId: announcedId, ...toolOf(name) },
    });
    return this.#entries.open({
      ...{ kind: "call", entryId, ...this.#entries.placeOf(event), texts: new Map() },
      ...{ toolCallId, announcedId, name, announcedName: name, arguments: new CallArguments() },
    });
  }

  /** The provider's id of a call; null when another call has it, since results are matched by it. */
  #own(toolCallId: string | null): string | null {
    return toolCallId === null || this.#entries.hasCallId(toolCallId) ? null : toolCallId;
  }

  /** Adds an event about a tool that the provider runs. */
  addHosted(event: EventOf<"hosted">, versionId: string, to: Progress): void {
    let entry = this.#entries.find("hosted", event);
    if (!entry) {
      const entryId = this.#context.entryId("tool", this.#entries.size);
      const at = { id: entryId, versionId, place: this.#places++, step: this.#context.step };
      const begun = this.#hosted.begin(event, { entryId, ...this.#entries.placeOf(event) });
      to.opened.push(this.#hosted.opened(begun, at));
      entry = this.#entries.open(begun);
    }
    // The last event may repeat the arguments.
    const repeated = event.info !== undefined && entry.arguments.text !== "";
    const added = repeated ? "" : entry.arguments.add(event.arguments);
    to.chunks.push(...textOf(entry, 0, "ARGUMENTS").add(added));
    if (event.info === undefined) return;
    entry.ended = true;
    entry.info = event.info;
  }

  /** Adds citations of the provider's tools by a message. */
  addCitations(cited: readonly Cited[]): void {
    this.#hosted.addCitations(cited);
  }

  /** A call of a tool that the provider ran, as it is stored. */
  whole(call: OpenHosted): HostedCall {
    return this.#hosted.whole(call);
  }
}

/** Joins the pieces of a name, but for repeated pieces and those that contain the previous one. */
const withName = (so: string, more: string) =>
  more.startsWith(so) ? more : so.endsWith(more) ? so : so + more;

/** The id of a call without one of the provider, in the provider's form; the same at each reading of the answer. */
const derivedCallId = (entryId: string) =>
  createHash("sha256").update(entryId).digest("hex").slice(0, 9);
