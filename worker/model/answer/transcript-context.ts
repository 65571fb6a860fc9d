import type { DraftDelta } from "../../../protocol/log/event.ts";
import type { OpenedEntry } from "../../../store/call/model-outcome.ts";
import type { VersionOf } from "./speakers.ts";

/** The changes of an answer by events of the provider. */
export interface Progress {
  /** The id of the remote conversation, when an event has it. */
  remoteId?: string;
  opened: OpenedEntry[];
  chunks: DraftDelta[];
}

/** What a transcript needs of its call. `entryId` returns the id of the n-th entry of the answer. */
export interface TranscriptContext {
  step: number;
  versionId: string;
  /** The version of an agent at the provider; omitted without hand-offs. */
  versionOf?: VersionOf;
  /** The tool with a name at the model; without it, the name is split. */
  toolOf?: (name: string) => { server: string; name: string };
  entryId(kind: "message" | "tool" | "handoff", n: number): string;
}
