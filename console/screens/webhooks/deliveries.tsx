import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { useCan } from "../../api/viewer.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import list from "../../ui/list.module.css";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/page.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import { type DeliveryState, stateOf, stateWords } from "./describe.ts";
import { RedeliverDialog } from "./redeliver-dialog.tsx";
import type { Shown } from "./shown.ts";
import { consoleRedeliver } from "./webhooks.generated.ts";

interface Props {
  webhook: Shown;
  state: DeliveryState | null;
  setState: (state: DeliveryState | null) => void;
  onChanged: () => void;
}

/** The deliveries of a webhook, of one state or all, and the buttons that send them again. */
export function Deliveries({ webhook, state, setState, onChanged }: Props) {
  const can = useCan();
  const announce = useAnnounce();
  const { run, isRunning, fault } = useMutation(consoleRedeliver);
  const [isRange, setRange] = useState(false);
  const { id: webhookId, deliveries, dead } = webhook;
  const done = (said: string) => {
    announce(said);
    onChanged();
  };
  const again = async (which: { ids: string[] } | { state: DeliveryState }) => {
    const answer = await run({ webhookId, deliveries: which });
    if (answer.ok) done(`${answer.value.count} are sent again.`);
  };
  const mayAgain = can("webhooks:write");
  return (
    <Section
      title="Deliveries"
      actions={
        <>
          {mayAgain && dead > 0 && (
            <Button
              isBusy={isRunning}
              onClick={() => void again({ state: "DEAD" })}
            >
              Send all failed ones again
            </Button>
          )}
          {mayAgain && <Button onClick={() => setRange(true)}>Send a range again…</Button>}
          <Button onClick={onChanged}>Reload</Button>
        </>
      }
    >
      <Select
        label="Show"
        value={state ?? ""}
        onChange={(event) => setState(stateOf(event.target.value))}
      >
        <option value="">all</option>
        {Object.entries(stateWords).map(([value, words]) => (
          <option key={value} value={value}>{words}</option>
        ))}
      </Select>
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      <RedeliverDialog
        {...{ webhookId, isOpen: isRange }}
        onClose={() => setRange(false)}
        onDone={done}
      />
      {deliveries.nodes.length === 0 && <p className={list["muted"]}>There are none.</p>}
      <ul className={list["list"]} aria-label="Deliveries">
        {deliveries.nodes.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            onAgain={mayAgain ? () => void again({ ids: [delivery.id] }) : null}
          />
        ))}
      </ul>
      {deliveries.pageInfo.hasNextPage && (
        <Notice>Only the newest 50 are shown. Choose a state to see others.</Notice>
      )}
    </Section>
  );
}
