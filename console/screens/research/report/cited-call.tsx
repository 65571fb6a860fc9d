import { Link } from "wouter";
import { structured } from "../../../../protocol/research/evidence/tool-result.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { useCan } from "../../../api/viewer.tsx";
import { links } from "../../../app/links.ts";
import { Json } from "../../../ui/json.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { fullTime } from "../../../ui/time.tsx";
import { Values } from "../../../ui/values.tsx";
import { RunTime } from "../run/run-time.tsx";
import { consoleCitedCall, type ConsoleCitedCallQuery } from "./call.generated.ts";
import { MarkedOutput } from "./marked-output.tsx";
import css from "./figures.module.css";

type Call = Extract<ConsoleCitedCallQuery["node"], { __typename: "ToolCall" }>;

/** A tool call that proves a figure: arguments, result with the cited values marked, time, and where it was made. */
export function CitedCall({ id, pointers }: { id: string; pointers: readonly string[] }) {
  const { data, isLoading, fault } = useApiQuery(consoleCitedCall, { id });
  const call = data?.node?.__typename === "ToolCall" ? data.node : null;
  if (isLoading) return <Loading what="the tool call" />;
  if (fault) return <Notice kind="fault">{fault}</Notice>;
  if (!call) return <Notice>The tool call cannot be read. It may have been erased.</Notice>;
  return (
    <section className={css["cited"]} aria-label={`Tool call ${call.server}.${call.name}`}>
      <h3>
        <code>{call.server}.{call.name}</code>
      </h3>
      <Values
        values={{
          Made: call.startedAt && fullTime(call.startedAt),
          Took: call.startedAt && call.endedAt && (
            <RunTime from={call.startedAt} to={call.endedAt} />
          ),
          Attempts: call.attempts > 1 ? call.attempts : null,
          Server: call.server,
          Conversation: (
            <Link href={links.conversation(call.turn.conversation.id, { entry: call.id })}>
              Open it in its conversation
            </Link>
          ),
        }}
      />
      <Details call={call} pointers={pointers} />
    </section>
  );
}

function Details({ call, pointers }: { call: Call; pointers: readonly string[] }) {
  if (!useCan()("conversations:read:detail")) {
    return <Notice>You may not read arguments and results of tool calls.</Notice>;
  }
  const result = structured(call);
  return (
    <>
      <h4>Arguments</h4>
      <Json value={call.arguments} label="Arguments" />
      <h4>Result</h4>
      {result === undefined
        ? <Json value={call.result ?? "The call has no result."} label="Result" />
        : <MarkedOutput value={result} pointers={pointers} />}
    </>
  );
}
