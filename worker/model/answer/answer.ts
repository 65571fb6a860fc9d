import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { toolNamed } from "../../../protocol/agent/tool-name.ts";
import { recordRemoteConversation } from "../../../store/conversation/remote-conversations.ts";
import { derivedId } from "../../../store/ids.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import { PhaseWriter } from "./phase-writer.ts";
import { DraftWriter } from "../drafts/draft-writer.ts";
import type { VersionOf } from "./speakers.ts";
import type { AnswerEvent } from "../stream/answer-event.ts";
import { BrokenStreamError, StreamFailedError } from "../stream/stream-faults.ts";
import { type Progress, Transcript } from "./transcript.ts";

/** An answer while its events arrive and are written. */
export interface Answer {
  /** Runs `work`, which takes the events. Drafts that a crash of PostgreSQL deletes meanwhile are written again. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Processes events that arrived together. Throws StreamFailedError for an error event of the provider, FencedError
   * when the call was claimed again.
   */
  take(events: readonly AnswerEvent[]): Promise<void>;
  /** True after the provider's last event of the answer. */
  readonly ended: boolean;
  /** Resolves once everything is written. Throws BrokenStreamError when the last event is missing. */
  whole(): Promise<Transcript>;
}

/**
 * Begins an answer, with entry ids of this attempt. `appendedTo`: the remote conversation of an append. `versionOf`: the
 * versions that may write in it.
 */
export function createAnswer(
  { sql, pipeline, draftWriters }: ActivityDeps,
  call: ClaimedModelCall,
  appendedTo: string | null,
  versionOf: VersionOf,
): Answer {
  const { id, fence, step, version } = call;
  const entryId = (kind: "message" | "tool" | "handoff", n: number) =>
    derivedId(kind, id, fence, n);
  const tools = [version, ...call.handoffs].flatMap(({ spec }) => spec.tools);
  const toolOf = (name: string) => toolNamed(tools, name);
  const transcript = new Transcript({ step, versionId: version.id, versionOf, toolOf, entryId });
  const phase = call.phase && new PhaseWriter(call.phase);
  const writer = new DraftWriter(call, {
    pipeline,
    recordRemoteConversation: async (call, remoteId) => {
      if (remoteId !== appendedTo) await recordRemoteConversation(sql, call, remoteId);
    },
  });
  return {
    during: (work) => draftWriters.during(writer, work),
    get ended() {
      return transcript.ended;
    },
    take: async (events) => {
      const { progress, fault } = addAll(transcript, events);
      const ofPhase = phase?.add(progress) ?? [];
      if (ofPhase.length > 0) progress.chunks.push(...ofPhase);
      await writer.push(progress);
      if (fault) throw fault;
    },
    async whole() {
      await writer.settled();
      if (!transcript.ended) throw new BrokenStreamError("the answer ended before its last event");
      transcript.remoteId ??= appendedTo;
      return transcript;
    },
  };
}

/** The progress of several events up to the provider's error event, if there is one. */
function addAll(transcript: Transcript, events: readonly AnswerEvent[]) {
  const progress: Progress = { opened: [], chunks: [] };
  for (const event of events) {
    try {
      const { remoteId, opened, chunks } = transcript.add(event);
      if (remoteId !== undefined) progress.remoteId = remoteId;
      progress.opened.push(...opened);
      progress.chunks.push(...chunks);
    } catch (error) {
      if (error instanceof StreamFailedError) return { progress, fault: error };
      throw error;
    }
  }
  return { progress, fault: null };
}

/** True for errors of an answer that the provider caused. */
export function isAnswerError(error: unknown): boolean {
  return error instanceof BrokenStreamError || error instanceof StreamFailedError;
}
