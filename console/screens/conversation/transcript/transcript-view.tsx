import type { Conversation } from "@tramontane/react";
import { useMemo, useRef, useState } from "react";
import type { ConversationEntry } from "@tramontane/client/store";
import { useCan } from "../../../api/viewer.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ForkDialog } from "../actions/fork-dialog.tsx";
import { usePlace } from "../place.ts";
import { splitQueued } from "../queued.ts";
import { placeOfRow, Rows } from "./rows.ts";
import { Transcript } from "./transcript.tsx";
import { useInspect } from "./use-inspect.ts";
import { useReadUntil } from "./use-read-until.ts";

/** The transcript at the place of the address, which may be in entries that are not read yet. */
export function TranscriptView(
  { conversation, forkedFrom }: {
    conversation: Conversation;
    /** The last entry that a fork shares; null: it is no fork, or not known yet. */
    forkedFrom: string | null;
  },
) {
  const { place } = usePlace();
  const made = useRef(new Rows());
  const { turns, turn } = conversation;
  const rows = useMemo(
    () => made.current.of(splitQueued(turns, turn).shown, forkedFrom),
    [turns, turn, forkedFrom],
  );
  const wanted = useMemo(() => placeOfRow(rows, place), [rows, place.entry, place.turn]);
  const missing = useReadUntil(conversation, place, wanted !== -1);
  const canFork = useCan()("conversations:write");
  const inspect = useInspect();
  const { retry, dismiss } = conversation;
  const isPast = conversation.at !== null;
  const [fork, setFork] = useState<ConversationEntry | null>(null);
  const actions = useMemo(() => ({
    isPast,
    inspect,
    fork: canFork ? setFork : null,
    retry: ({ key }: { key: string }) => void retry(key),
    dismiss: ({ key }: { key: string }) => dismiss(key),
  }), [isPast, inspect, canFork, retry, dismiss]);
  return (
    <>
      {missing !== null && <Notice>{missing}</Notice>}
      <Transcript conversation={conversation} rows={rows} wanted={wanted} actions={actions} />
      <ForkDialog conversation={conversation} entry={fork} onClose={() => setFork(null)} />
    </>
  );
}
