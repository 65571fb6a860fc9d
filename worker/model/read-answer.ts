import type { ConversationEventsData } from "@mistralai/mistralai/models/components";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import { toolNamed } from "../../protocol/tool-name.ts";
import { recordRemote } from "../../store/engine/remotes.ts";
import { derivedId } from "../../store/new-id.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { BrokenStreamError } from "./classify.ts";
import { PhaseWriter } from "./phase-writer.ts";
import { Relay } from "./relay.ts";
import type { VersionOf } from "./speakers.ts";
import { StreamFailedError, Transcript } from "./transcript.ts";

/** An answer on its way from the provider's events to the store. */
export interface Answer {
  /** Runs `work`, in which events are taken in; a crash of PostgreSQL meanwhile has the text written again. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Takes an event in. Throws StreamFailedError for the provider's own error, FencedError when the call is lost. */
  take(event: ConversationEventsData): Promise<void>;
  /** Resolves once all is written. Throws BrokenStreamError when the provider did not finish. */
  whole(): Promise<Transcript>;
}

/**
 * Begins an answer under entry ids of this attempt. `appendedTo`: a remote conversation that is known already.
 * `versionOf`: who may speak in it.
 */
export function answerTo(
  { sql, pipeline, relays }: ActivityDeps,
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
  const relay = new Relay(call, {
    pipeline,
    recordRemote: async (held, remoteId) => {
      if (remoteId !== appendedTo) await recordRemote(sql, held, remoteId);
    },
  });
  return {
    during: (work) => relays.during(relay, work),
    take: async (event) => {
      const progress = transcript.add(event);
      const told = phase?.add(progress) ?? [];
      await relay.push({ ...progress, chunks: [...progress.chunks, ...told] });
    },
    async whole() {
      await relay.settled();
      if (!transcript.done) throw new BrokenStreamError("cut short");
      return transcript;
    },
  };
}

/** True for faults of an answer that are the provider's. */
export function isAnswerFault(error: unknown): boolean {
  return error instanceof BrokenStreamError || error instanceof StreamFailedError;
}
