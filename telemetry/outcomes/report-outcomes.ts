import type { CallEnded, Outcomes, TurnEnded } from "../../protocol/telemetry/outcomes.ts";
import * as events from "./log-events.ts";
import { errorFields, type Logger } from "../log.ts";
import { count, isMeasured, record } from "../metrics.ts";

/** Reports outcomes to log and metrics, and logs how many were lost. Lines about calls are written at debug only. */
export function outcomeSink(log: Logger) {
  return {
    get wantsCalls() {
      return log.level === "debug" || isMeasured();
    },
    report: (outcomes: Outcomes) => reportOutcomes(log, outcomes),
    onLost: (events: number, error?: unknown) =>
      log.warn("telemetry.outcomes_dropped", { events, ...(error ? errorFields(error) : {}) }),
  };
}

/** Logs outcomes as business events and records their metrics. */
export function reportOutcomes(log: Logger, outcomes: Outcomes): void {
  for (const turn of outcomes.turns) {
    events.turnFinished(log, turn);
    measureTurn(turn);
  }
  for (const call of outcomes.calls) {
    events.callFinished(log, call);
    measureCall(call);
  }
  for (const retry of outcomes.retries) {
    events.callRetried(log, retry);
    const { tenant, kind, target, code } = retry;
    count("tramontane.retries", { tenant, kind, target, code });
  }
  for (const approval of outcomes.approvals) {
    events.approvalChanged(log, approval);
    const { tenant, verdict, waitMs } = approval;
    count("tramontane.approvals", { tenant, verdict });
    if (waitMs !== null) record("tramontane.approval.wait", waitMs / 1_000, { tenant, verdict });
  }
  for (const run of outcomes.runs) {
    events.researchFinished(log, run);
    const { tenant, status, tookMs } = run;
    record("tramontane.research.duration", tookMs / 1_000, { tenant, status });
  }
  for (const ended of outcomes.phases) {
    events.phaseFinished(log, ended);
    const { tenant, phase, status, tookMs } = ended;
    if (tookMs === null) continue;
    record("tramontane.research.phase.duration", tookMs / 1_000, { tenant, phase, status });
  }
}

function measureTurn({ tenant, agent, status, code, waitMs, tookMs }: TurnEnded) {
  count("tramontane.turns", { tenant, agent, status, code: code ?? "none" });
  if (tookMs !== null) {
    record("tramontane.turn.duration", tookMs / 1_000, { tenant, agent, status });
  }
  if (waitMs !== null) record("tramontane.turn.wait", waitMs / 1_000, { tenant, agent });
}

function measureCall(call: CallEnded) {
  const { tenant, agent, status, tookMs } = call;
  const code = call.code ?? "none";
  if (call.kind === "tool") {
    const { server, tool } = call;
    if (tookMs === null || server === null || tool === null) return;
    const attributes = { tenant, server, tool, status, code };
    return record("tramontane.tool_call.duration", tookMs / 1_000, attributes);
  }
  const model = call.model ?? "unknown";
  if (tookMs !== null) {
    record("tramontane.model_call.duration", tookMs / 1_000, {
      ...{ tenant, agent, model, status, code },
    });
  }
  measureTokens(call, model);
}

function measureTokens(call: CallEnded, model: string) {
  const { tenant, agent, inputTokens, outputTokens, costNanos } = call;
  const estimated = String(call.estimated);
  const attributes = { tenant, agent, model, estimated };
  count("tramontane.tokens", { ...attributes, direction: "input" }, inputTokens);
  count("tramontane.tokens", { ...attributes, direction: "output" }, outputTokens);
  if (costNanos === null) count("tramontane.calls.unpriced", { tenant, agent, model });
  else count("tramontane.cost", { tenant, agent, model }, costNanos / 1e9);
}
