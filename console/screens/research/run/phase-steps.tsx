import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { Status } from "../../../ui/status.tsx";
import list from "../../../ui/list.module.css";
import type { ConsoleResearchPhaseQuery } from "./run.generated.ts";
import { RunTime } from "./run-time.tsx";

type Phase = Extract<ConsoleResearchPhaseQuery["node"], { __typename: "ResearchPhase" }>;
type Step = NonNullable<Phase["work"]>["steps"][number];

/** The model calls and tool calls of a phase, in their order, with attempts and failures. */
export function PhaseSteps(
  { steps, conversationId }: { steps: readonly Step[]; conversationId: string },
) {
  if (steps.length === 0) return null;
  return (
    <details>
      <summary>{steps.length === 1 ? "1 step" : `${steps.length} steps`}</summary>
      <ul className={list["list"]}>
        {steps.map((step) => (
          <li key={step.id} className={list["row"]}>
            <Status value={step.status} />
            <span className={list["name"]}>
              {step.__typename === "ToolCall"
                ? (
                  <Link href={links.conversation(conversationId, { entry: step.id })}>
                    {step.server}.{step.name}
                  </Link>
                )
                : `Model call (${step.model})`}
              {step.attempts > 1 && `, attempt ${step.attempts}`}
              {step.failure && <span className={list["muted"]}>: {step.failure.message}</span>}
            </span>
            {step.startedAt && (
              <span className={list["muted"]}>
                <RunTime from={step.startedAt} to={step.endedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
