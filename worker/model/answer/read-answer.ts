import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
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

/** An answer on its way from the provider's events to the store. */
export interface Answer {
  /** Runs `work`, in which events are taken in; a crash of PostgreSQL meanwhile has the text written again. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Processes events that arrived together. Throws StreamFailedError for an error of the provider, FencedError when
   * the call is lost.
   */
  take(events: readonly AnswerEvent[]): Promise<void>;
  /** True once the provider said that the answer is whole: nothing after it is wanted. */
  readonly ended: boolean;
  /** Resolves once all is written. Throws BrokenStreamError when the provider did not finish. */
  whole(): Promise<Transcript>;
}

/**
 * Begins an answer under entry ids of this attempt. `appendedTo`: a remote conversation that is known already.
 * `versionOf`: who may speak in it.
 */
export function answerTo(
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
  const relay = new DraftWriter(call, {
    pipeline,
    recordRemoteConversation: async (held, remoteId) => {
      if (remoteId !== appendedTo) await recordRemoteConversation(sql, held, remoteId);
    },
  });
  return {
    during: (work) => draftWriters.during(relay, work),
    get ended() {
      return transcript.ended;
    },
    take: async (events) => {
      const { progress, fault } = addAll(transcript, events);
      const ofPhase = phase?.add(progress) ?? [];
      if (ofPhase.length > 0) progress.chunks.push(...ofPhase);
      await relay.push(progress);
      if (fault) throw fault;
    },
    async whole() {
      await relay.settled();
      if (!transcript.ended) throw new BrokenStreamError("cut short");
      transcript.remoteId ??= appendedTo;
      return transcript;
    },
  };
}

/** The changes by several events, and the provider's error, if one is among them: changes before it are written. */
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

/** True for faults of an answer that are the provider's. */
export function isAnswerError(error: unknown): boolean {
  return error instanceof BrokenStreamError || error instanceof StreamFailedError;
}
