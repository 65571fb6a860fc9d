import { useState } from "react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { durationWords } from "../../ui/iso-duration.ts";
import list from "../../ui/list.module.css";
import { Loading } from "../../ui/loading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Status } from "../../ui/status.tsx";
import { Ago } from "../../ui/time.tsx";
import { attemptWords, stateWords, statusOf } from "./describe.ts";
import { consoleAttempts, type ConsoleDeliveryFragment } from "./webhooks.generated.ts";

/** A delivery: what it reports, its state, and its attempts. */
export function DeliveryRow({ delivery, onAgain }: {
  delivery: ConsoleDeliveryFragment;
  /** Null: the viewer may not send it again. */
  onAgain: (() => void) | null;
}) {
  const [isOpen, setOpen] = useState(false);
  const { id, seq, type, state, attemptCount, nextAt, createdAt } = delivery;
  const title = seq === null ? type : `${type} #${seq}`;
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        {title}
        <div className={list["muted"]}>
          <Ago at={createdAt} />, {attemptCount} {attemptCount === 1 ? "attempt" : "attempts"}
          {nextAt && attemptCount > 0 && (
            <>
              , next <Ago at={nextAt} />
            </>
          )}
        </div>
      </div>
      <Status value={statusOf[state]} word={stateWords[state]} />
      <Button aria-label={`Attempts of ${title}`} onClick={() => setOpen(true)}>Attempts…</Button>
      {onAgain && <Button aria-label={`Send again: ${title}`} onClick={onAgain}>Send again</Button>}
      <Dialog title={`Attempts of ${title}`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Attempts id={id} />
      </Dialog>
    </li>
  );
}

function Attempts({ id }: { id: string }) {
  const { data, isLoading, fault } = useApiQuery(consoleAttempts, { id });
  const node = data?.node;
  const attempts = node?.__typename === "WebhookDelivery" ? node.history : [];
  return (
    <>
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the attempts" />}
      {!isLoading && attempts.length === 0 && <p>There was none yet.</p>}
      <ol className={list["list"]} aria-label="Attempts">
        {attempts.map((attempt) => (
          <li key={attempt.number} className={list["row"]}>
            <div className={list["name"]}>
              {attemptWords(attempt)}
              <div className={list["muted"]}>
                <Ago at={attempt.startedAt} />, took {durationWords(attempt.duration)}
              </div>
              {attempt.answer && <pre>{attempt.answer.slice(0, 2_000)}</pre>}
            </div>
          </li>
        ))}
      </ol>
      <p className={list["muted"]}>webhook-id: {id}</p>
    </>
  );
}
