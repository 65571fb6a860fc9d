import type { Conversation } from "@tramontane/react";
import { useState } from "react";
import { useCan } from "../../../api/viewer.tsx";
import { Button } from "../../../ui/button.tsx";
import { ForkDialog } from "../actions/fork-dialog.tsx";
import { useEventLog } from "../events/use-event-log.ts";
import { usePlace } from "../place.ts";
import { TravelBar } from "./travel-bar.tsx";

/** Time travel over a conversation. Its events are read once they are needed: in the past, and for their views. */
export function Travel({ conversation }: { conversation: Conversation }) {
  const { place, setAt } = usePlace();
  const { at, lastSeq, isSeeking, id } = conversation;
  const { events } = useEventLog(id, place.at !== null || place.view !== "transcript");
  return (
    <TravelBar
      at={place.at === null ? null : at ?? place.at}
      last={lastSeq}
      isSeeking={isSeeking}
      events={events}
      onTravel={setAt}
    >
      <ForkFromHere conversation={conversation} />
    </TravelBar>
  );
}

/** Forks at the last entry of the shown state that has ended. */
function ForkFromHere({ conversation }: { conversation: Conversation }) {
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const entry = conversation.entries.findLast(({ status }) =>
    status === "COMPLETED" || status === "FAILED"
  );
  if (!entry || !can("conversations:write")) return null;
  return (
    <>
      <Button icon="fork" onClick={() => setOpen(true)}>Fork from here</Button>
      <ForkDialog
        conversation={conversation}
        entry={isOpen ? entry : null}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
