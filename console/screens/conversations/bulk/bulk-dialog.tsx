import { useState } from "react";
import { useApi } from "../../../api/api-provider.tsx";
import type { ConversationFilter } from "../../../document-types.generated.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { count } from "../../../ui/format.ts";
import { Notice } from "../../../ui/notice.tsx";
import type { LabelChange } from "./bulk-actions.ts";
import type { Selection } from "./bulk-bar.tsx";
import { setCurrentJob } from "./current-job.ts";
import { conversations, jobOf, type Kind, kinds } from "./kinds.ts";
import { maxItems } from "./matching-ids.ts";
import { LabelFields, listOf } from "./label-fields.tsx";
import { useMatchingIds } from "./use-matching-ids.ts";

/** What a dialog asks about. */
export interface BulkQuestion {
  readonly kind: Kind;
  readonly selection: Selection;
}

/** Counts what would change, asks, and starts it. */
export function BulkDialog(
  { question, filter, onClose }: {
    question: BulkQuestion | null;
    filter: ConversationFilter | null;
    /** `isStarted`: the job runs. */
    onClose: (isStarted: boolean) => void;
  },
) {
  return (
    <Dialog
      title={question ? kinds[question.kind].button : ""}
      isOpen={question !== null}
      onClose={() => onClose(false)}
      closeWord="Go back"
    >
      {question && <Confirm {...{ ...question, filter }} onStart={() => onClose(true)} />}
    </Dialog>
  );
}

function Confirm(
  { kind, selection, filter, onStart }: BulkQuestion & {
    filter: ConversationFilter | null;
    onStart: () => void;
  },
) {
  const { client } = useApi();
  const { ids, count: counted, hasMore, fault } = useMatchingIds(selection, filter);
  const [change, setChange] = useState({ add: "", remove: "" });
  const labels: LabelChange = { add: listOf(change.add), remove: listOf(change.remove) };
  if (fault !== null) return <Notice kind="fault">{fault}</Notice>;
  if (ids === null) return <p role="status">Counting… {count(counted)}</p>;
  if (ids.length === 0) return <p>No conversation matches.</p>;
  const hasNoLabel = kind === "label" && labels.add.length + labels.remove.length === 0;
  const start = () => {
    const named = jobOf(client, kind, ids, labels);
    setCurrentJob(named);
    void named.job.start();
    onStart();
  };
  return (
    <>
      <p>
        <strong>{conversations(ids.length)}.</strong> {kinds[kind].note}
      </p>
      {hasMore && (
        <Notice>
          More than {count(maxItems)} match. This does the latest{" "}
          {conversations(ids.length)}; do it again for the rest.
        </Notice>
      )}
      {kind === "label" && <LabelFields change={change} onChange={setChange} />}
      <div>
        <Button
          kind={kind === "close" || kind === "cancel" ? "danger" : "primary"}
          disabled={hasNoLabel}
          onClick={start}
        >
          {kinds[kind].title(ids.length)}
        </Button>
      </div>
    </>
  );
}
