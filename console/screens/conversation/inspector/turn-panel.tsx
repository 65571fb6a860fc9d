import type { Conversation } from "@tramontane/react";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { DiscardedText } from "./discarded-text.tsx";
import { consoleInspectedTurn } from "./inspector.generated.ts";
import { RawEvents } from "./raw-events.tsx";
import { ShownQuery } from "./shown-query.tsx";
import { TurnDetails } from "./turn-details.tsx";
import { useInspectedTurn } from "./use-inspected.ts";

/** Details of a turn. */
export function TurnPanel({ id, conversation }: { id: string; conversation: Conversation }) {
  const shown = conversation.turns.find((turn) => turn.id === id);
  const stamp = `${shown?.status} ${shown?.entries.length} ${shown?.retry?.retryAt}`;
  const { turn, fault, isLoading } = useInspectedTurn(id, stamp);
  if (fault) return <Notice kind="fault">{fault}</Notice>;
  if (isLoading) return <Loading what="the turn" />;
  if (!turn) return <p>There is no turn with this id, or it is not yours to read.</p>;
  return (
    <>
      <TurnDetails turn={turn} />
      <DiscardedText conversationId={conversation.id} turnId={id} />
      <ShownQuery document={consoleInspectedTurn} variables={{ id }} />
      <RawEvents conversationId={conversation.id} id={id} />
    </>
  );
}
