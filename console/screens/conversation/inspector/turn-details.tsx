import { cost, count, duration } from "../../../ui/format.ts";
import { Status } from "../../../ui/status.tsx";
import { fullTime } from "../../../ui/time.tsx";
import { Values } from "../../../ui/values.tsx";
import { Failed } from "./failed.tsx";
import { IdValue } from "./id-value.tsx";
import { StepDetails } from "./step-details.tsx";
import type { InspectedTurn } from "./use-inspected.ts";
import css from "./inspector.module.css";

/** A turn: state, times, usage, trace, and its steps with their attempts. */
export function TurnDetails({ turn }: { turn: InspectedTurn }) {
  const { usage, startedAt, endedAt, cancelledBy, cancelReason, traceId, traceUrl } = turn;
  const workflowUrl = turn.conversation.live?.workflowUrl;
  return (
    <>
      <h3>{`Turn ${turn.number}`}</h3>
      {turn.failure && <Failed failure={turn.failure} />}
      <Values
        values={{
          Status: <Status value={turn.status} />,
          Id: <IdValue id={turn.id} what="the id of the turn" />,
          Accepted: fullTime(turn.createdAt),
          Took: startedAt && endedAt ? duration(Date.parse(endedAt) - Date.parse(startedAt)) : null,
          "Cancelled by": cancelledBy &&
            `${cancelledBy.name}${cancelReason ? `: ${cancelReason}` : ""}`,
          Cost: usage &&
            `${cost(usage.cost?.amount)}${usage.estimated ? ", partly estimated" : ""}`,
          Tokens: usage && `${count(usage.inputTokens)} read, ${count(usage.outputTokens)} written`,
          Calls: usage && `${usage.modelCalls} of models, ${usage.toolCalls} of tools`,
          "Possibly paid twice": usage && usage.possiblyPaidTwice > 0
            ? usage.possiblyPaidTwice
            : null,
          Trace: traceUrl
            ? <a href={traceUrl} target="_blank" rel="noopener noreferrer">Open the trace</a>
            : traceId && <IdValue id={traceId} what="the id of the trace" />,
          Workflow: workflowUrl
            ? (
              <a href={workflowUrl} target="_blank" rel="noopener noreferrer">
                Open it in Temporal
              </a>
            )
            : null,
        }}
      />
      <h3>Steps of the turn</h3>
      {turn.steps.length === 0 && <p className={css["muted"]}>None has begun.</p>}
      <ol className={css["steps"]}>
        {turn.steps.map((step) => (
          <li key={step.id}>
            <StepDetails step={step} />
          </li>
        ))}
      </ol>
    </>
  );
}
