import { useState } from "react";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { Json } from "../../../ui/json.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Disclosure } from "./disclosure.tsx";
import { consoleRawEvents } from "./raw-events.generated.ts";

/** Events of a page. */
const pageSize = 50;

/** The stored events of the conversation as the API gives them, a page at a time. `id`: what the panel is about. */
export function RawEvents({ conversationId, id }: { conversationId: string; id: string }) {
  return (
    <Disclosure title="Raw events">
      <EventsPage conversationId={conversationId} id={id} />
    </Disclosure>
  );
}

function EventsPage({ conversationId, id }: { conversationId: string; id: string }) {
  const [before, setBefore] = useState<string | null>(null);
  const [isAll, setAll] = useState(true);
  const { data, fault, isLoading } = useApiQuery(
    consoleRawEvents,
    { id: conversationId, last: pageSize, before },
    { requestPolicy: "network-only" },
  );
  if (fault) return <Notice kind="fault">{fault}</Notice>;
  if (isLoading || !data) return <Loading what="the events" />;
  const { nodes = [], pageInfo } = data.conversation?.events ?? {};
  const shown = isAll ? nodes : nodes.filter((event) => Object.values(event).includes(id));
  return (
    <>
      <Checkbox
        label="Those that name this entry or turn only"
        checked={!isAll}
        onChange={() => setAll(!isAll)}
      />
      <Json value={shown} label={`Events ${nodes[0]?.seq ?? 0} to ${nodes.at(-1)?.seq ?? 0}`} />
      <Button
        disabled={!pageInfo?.hasPreviousPage}
        onClick={() => setBefore(pageInfo?.startCursor ?? null)}
      >
        Older events
      </Button>
      {before !== null && <Button onClick={() => setBefore(null)}>Newest events</Button>}
    </>
  );
}
