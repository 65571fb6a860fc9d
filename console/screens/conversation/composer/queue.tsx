import type { Conversation } from "@tramontane/react";
import { useCan } from "../../../api/viewer.tsx";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Status } from "../../../ui/status.tsx";
import { splitQueued } from "../queued.ts";
import { QueuedText } from "./queued-text.tsx";
import css from "./composer.module.css";

/** The messages that wait for the running turn. Nothing without one. */
export function Queue(
  { conversation: { turns, turn, at, cancel } }: { conversation: Conversation },
) {
  const can = useCan();
  const announce = useAnnounce();
  const { queued } = splitQueued(turns, turn);
  if (queued.length === 0) return null;
  const remove = async (id: string) => {
    const result = await cancel(id);
    announce(result.ok ? "Removed from the queue." : `Not removed: ${result.fault.message}`);
  };
  return (
    <ol className={css["queue"]} aria-label="Messages that wait">
      {queued.map(({ id, key, entries }) => (
        <li key={key} className={css["line"]}>
          <Status value="QUEUED" />
          <span className={css["grow"]}>{entries[0] && <QueuedText id={entries[0].id} />}</span>
          {id && at === null && can("conversations:cancel") && (
            <Button
              kind="plain"
              icon="cross"
              aria-label="Remove from the queue"
              title="Remove from the queue"
              onClick={() => void remove(id)}
            />
          )}
        </li>
      ))}
    </ol>
  );
}
