import { cost, count, counted, duration } from "../../../ui/format.ts";
import { Status } from "../../../ui/status.tsx";
import { RetryIn } from "../transcript/retry-in.tsx";
import { Failed } from "./failed.tsx";
import type { InspectedTurn } from "./use-inspected.ts";
import css from "./inspector.module.css";

type Usage = Extract<InspectedTurn["steps"][number], { model: string }>["usage"];

/** A model call or tool call, as the inspector shows it. */
interface Step {
  __typename: string;
  status: string;
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  retryAt: string | null;
  failure: { code: string; message: string; traceId: string | null } | null;
  name?: string;
  server?: string;
  model?: string;
  usage?: Usage;
}

/** One step: what it is, how often it was tried, what its last attempt failed with, when the next one begins. */
export function StepDetails({ step }: { step: Step }) {
  const { status, attempts, startedAt, endedAt, retryAt, failure, usage } = step;
  const name = step.model ?? `${step.server}.${step.name}`;
  return (
    <div className={css["step"]}>
      <div className={css["line"]}>
        <strong>{name}</strong>
        <Status value={status} />
        <span className={css["muted"]}>
          {attempts === 0 ? "not tried" : counted(attempts, "attempt")}
        </span>
        {startedAt && endedAt && (
          <span className={css["muted"]}>
            {duration(Date.parse(endedAt) - Date.parse(startedAt))}
          </span>
        )}
      </div>
      {failure && <Failed failure={failure} />}
      {retryAt && status === "WAITING" && <RetryIn at={retryAt} what={name} attempts={attempts} />}
      {usage && (
        <p className={css["muted"]}>
          {count(usage.inputTokens)} tokens read, {count(usage.outputTokens)} written,{" "}
          {cost(usage.cost?.amount)}
        </p>
      )}
    </div>
  );
}
