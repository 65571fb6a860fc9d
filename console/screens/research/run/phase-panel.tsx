import type { ResearchPhase } from "@tramontane/client/store";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { links } from "../../../app/links.ts";
import { Button } from "../../../ui/button.tsx";
import { cost, count } from "../../../ui/format.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { Values } from "../../../ui/values.tsx";
import { ForkPhase } from "./fork-phase.tsx";
import { PhaseSteps } from "./phase-steps.tsx";
import { PhaseText } from "./phase-text.tsx";
import { consoleResearchPhase } from "./run.generated.ts";
import { RunTime } from "./run-time.tsx";
import { hasEnded } from "./stages.ts";
import css from "./board.module.css";

/** The selected phase: all of its text, its steps, and what can be done from it. */
export function PhasePanel({ phase, onClose }: { phase: ResearchPhase; onClose: () => void }) {
  const { id, name, status, round, startedAt, endedAt, failure, work } = phase;
  const { data, refetch } = useApiQuery(consoleResearchPhase, { id });
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    // It can return a promise, which React would take for a function to call at the end.
    void element.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const known = useRef(status);
  useEffect(() => {
    if (known.current !== status) refetch();
    known.current = status;
  }, [status, refetch]);
  const node = data?.node?.__typename === "ResearchPhase" ? data.node : null;
  const usage = node?.work?.usage;
  return (
    <section ref={element} className={css["panel"]} aria-label={`Phase ${name}`}>
      <div className={css["head"]}>
        <h3>{name}</h3>
        <div className={css["actions"]}>
          {hasEnded(status) && <ForkPhase phaseId={id} name={name} />}
          <Button icon="cross" kind="plain" aria-label="Close the phase" onClick={onClose} />
        </div>
      </div>
      {failure && <Notice kind="fault">{failure.message}</Notice>}
      <Values
        values={{
          State: <Status value={status} />,
          Round: round > 1 ? `${round}, after a revision was asked for` : null,
          Started: startedAt && <Ago at={startedAt} />,
          Time: startedAt && <RunTime from={startedAt} to={endedAt} />,
          Cost: usage && cost(usage.cost?.amount),
          Tokens: usage && `${count(usage.inputTokens)} read, ${count(usage.outputTokens)} written`,
          Conversation: work && (
            <Link href={links.conversation(work.conversationId)}>Open its conversation</Link>
          ),
          Trace: node?.work?.traceUrl && <a href={node.work.traceUrl}>Open the trace</a>,
        }}
      />
      <PhaseText phaseId={id} isLive={!hasEnded(status)} />
      {node?.work && (
        <PhaseSteps steps={node.work.steps} conversationId={node.work.conversation.id} />
      )}
    </section>
  );
}
