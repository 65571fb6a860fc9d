import type { Content } from "../../../protocol/conversation/content.ts";
import type { GeneratedFile } from "../../../store/file/files.ts";
import { CallArguments } from "./call-arguments.ts";
import type { Cited } from "./message-parts.ts";
import type { OpenText } from "./open-text.ts";
import type { AnswerEvent, OutputRef } from "../stream/answer-event.ts";
import type { Fields } from "../stream/fields.ts";
import { AnswerTooLargeError } from "../stream/stream-faults.ts";

interface Common extends OutputRef {
  /** The entry's id in the store. */
  entryId: string;
  /** Its position among the outputs: the provider's index or, without one, that of the previous entry. */
  order: number;
  texts: Map<number, OpenText>;
}
/** A message while it is written. */
export interface OpenMessage extends Common {
  kind: "message";
  parts: Content[];
  files: GeneratedFile[];
}
/** A call of a tool of this service while it is written. */
export interface OpenCall extends Common {
  kind: "call";
  /** The provider's id of the call; null unless it is unique in the answer. */
  toolCallId: string | null;
  /** The id under which it was announced. */
  announcedId: string;
  name: string;
  announcedName: string;
  arguments: CallArguments;
}
/** A call of a tool that the provider runs. */
export interface OpenHosted extends Common {
  kind: "hosted";
  name: string;
  arguments: CallArguments;
  ended: boolean;
  info: Fields | null;
  /** Citations by later messages. */
  references: Cited[];
}
/** A hand-off. `to`: the version that takes over. */
export interface OpenHandoff extends Common {
  kind: "handoff";
  to: string | null;
}
/** An entry of an answer while it is written. */
export type OpenEntry = OpenMessage | OpenCall | OpenHosted | OpenHandoff;
type OfKind<K extends OpenEntry["kind"]> = Extract<OpenEntry, { kind: K }>;

/** Maximum entries of an answer: each is a row and an event, and is searched for each that follows. */
export const maxEntries = 1_000;

/** An event that belongs to an entry. */
export type EntryEvent = Extract<AnswerEvent, OutputRef>;

/**
 * The open entries of an answer. An event belongs to an entry of its kind whose ids and index do not contradict it: the
 * one with the same id; else the one with the same index; else the one that was written last, or that the event ends.
 */
export class OpenEntries {
  readonly #all: OpenEntry[] = [];
  #current: OpenEntry | null = null;

  /** The number of entries, which is also the number of the next one. */
  get size(): number {
    return this.#all.length;
  }

  /** All, in the order of the provider. */
  inOrder(): OpenEntry[] {
    return this.#all.toSorted((a, b) => a.order - b.order);
  }

  /** The entry of an event, completed with the event's ids. Undefined: the event begins a new entry. */
  find<K extends OpenEntry["kind"]>(kind: K, event: EntryEvent): OfKind<K> | undefined {
    if (this.#current?.kind === kind && isSame(this.#current, event)) {
      return this.#current as OfKind<K>;
    }
    const fitting = this.#all.filter((e) => e.kind === kind && fits(e, event));
    const found = fitting.findLast((e) => sharesId(e, event)) ??
      fitting.findLast((e) => e.index !== null && e.index === event.index) ??
      fitting.findLast((e) => e === this.#current || isEndOf(event, e));
    if (!found) return undefined;
    complete(found, event);
    this.#current = found;
    return found as OfKind<K>;
  }

  /** The position of an entry that this event begins. */
  placeOf({ id, index }: OutputRef): OutputRef & { order: number } {
    return { id, index, order: index ?? this.#all.at(-1)?.order ?? 0 };
  }

  /** Adds a new entry. Throws AnswerTooLargeError beyond `maxEntries`. */
  open<E extends OpenEntry>(entry: E): E {
    if (this.#all.length >= maxEntries) {
      throw new AnswerTooLargeError(`the answer has more than ${maxEntries} entries`);
    }
    this.#all.push(entry);
    this.#current = entry;
    return entry;
  }

  /** True when a call of this answer has this id of the provider. */
  hasCallId(toolCallId: string): boolean {
    return this.#all.some((e) => e.kind === "call" && e.toolCallId === toolCallId);
  }
}

/** The usual case, without a search: an event with the ids and index of the previous one. */
const isSame = (entry: OpenEntry, event: EntryEvent) =>
  entry.id !== null && entry.id === event.id && entry.index === event.index &&
  (entry.kind !== "call" || event.type !== "call" || entry.toolCallId === event.toolCallId);

const agrees = <T>(a: T | null, b: T | null) => a === null || b === null || a === b;

function fits(entry: OpenEntry, event: EntryEvent): boolean {
  if (!agrees(entry.index, event.index)) return false;
  if (entry.kind === "call" && event.type === "call") return fitsCall(entry, event);
  if (!agrees(entry.id, event.id)) return false;
  if (entry.kind !== "hosted" || event.type !== "hosted" || sharesId(entry, event)) return true;
  return agrees(entry.name, event.name) && !(entry.ended && event.info === undefined);
}

/** The id of a call is more reliable than that of its event, which some providers generate for each event. */
function fitsCall(entry: OpenCall, event: Extract<EntryEvent, { type: "call" }>): boolean {
  if (!agrees(entry.toolCallId, event.toolCallId)) return false;
  const named = entry.toolCallId !== null && entry.toolCallId === event.toolCallId;
  if (!named && !agrees(entry.id, event.id)) return false;
  const certain = named ? agrees(entry.id, event.id) : sharesId(entry, event);
  return certain || entry.arguments.isContinuedBy(event.arguments);
}

function sharesId(entry: OpenEntry, event: EntryEvent): boolean {
  if (entry.kind === "call" && event.type === "call" && entry.toolCallId !== null) {
    if (entry.toolCallId === event.toolCallId) return true;
  }
  return entry.id !== null && entry.id === event.id;
}

/** True for the end of an entry that is still open, also when others were written meanwhile. */
function isEndOf(event: EntryEvent, entry: OpenEntry): boolean {
  if (event.type === "handoff") return event.ended;
  return event.type === "hosted" && event.info !== undefined && entry.kind === "hosted" &&
    !entry.ended;
}

function complete(entry: OpenEntry, event: EntryEvent): void {
  entry.id ??= event.id;
  entry.index ??= event.index;
}
