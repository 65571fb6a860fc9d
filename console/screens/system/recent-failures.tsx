import { Link } from "wouter";
import { useParameter } from "../../app/address.ts";
import { links } from "../../app/links.ts";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useCan } from "../../api/viewer.tsx";
import { Button } from "../../ui/button.tsx";
import { Copy } from "../../ui/copy.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/page.tsx";
import list from "../../ui/list.module.css";
import { Ago } from "../../ui/time.tsx";
import { consoleFailures, type ConsoleFailuresQuery } from "./failures.generated.ts";

type FailedTurn = NonNullable<ConsoleFailuresQuery["failedTurns"]>["nodes"][number];

/** The turns that failed last, each with its cause and its trace. */
export function RecentFailures() {
  const can = useCan();
  const [after, setAfter] = useParameter("failedAfter");
  const { data, fault } = useApiQuery(consoleFailures, { after }, {
    pause: !can("conversations:read"),
  });
  const turns = data?.failedTurns;
  if (!turns && !fault) return null;
  return (
    <Section title="Turns that failed last">
      {fault && <Notice kind="fault">{fault}</Notice>}
      {turns?.nodes.length === 0 && <p className={list["muted"]}>No turn has failed.</p>}
      {turns && turns.nodes.length > 0 && (
        <ul className={list["list"]}>
          {turns.nodes.map((turn) => <Failed key={turn.id} turn={turn} />)}
        </ul>
      )}
      <div className={list["bar"]}>
        {after && <Button onClick={() => setAfter(null)}>Latest</Button>}
        {turns?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(turns.pageInfo.endCursor, { push: true })}>Older</Button>
        )}
      </div>
    </Section>
  );
}

function Failed(
  { turn: { number, endedAt, failure, traceUrl, conversation } }: { turn: FailedTurn },
) {
  const { id, title, firstText, agentVersion: { agent, number: version } } = conversation;
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <Link href={links.conversation(id, { turn: number })}>
          {title ?? firstText ?? "Untitled"}
        </Link>
        <p>{failure?.message}</p>
        <p className={list["muted"]}>
          {agent.name}@{version}, turn {number}, <code>{failure?.code}</code>
          {endedAt && (
            <>
              , <Ago at={endedAt} />
            </>
          )}
        </p>
      </div>
      {traceUrl && <a href={traceUrl} target="_blank" rel="noreferrer">Trace</a>}
      {!traceUrl && failure?.traceId && (
        <Copy text={failure.traceId} what="the id of the trace" label="Trace id" />
      )}
    </li>
  );
}
