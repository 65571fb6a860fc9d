import type { Status } from "../../protocol/status.ts";

/** A call of the turn, as far as the decision needs it. */
export interface TurnCall {
  id: string;
  /** `hosted`: the provider runs it inside an answer; never a step of ours. */
  kind: "model" | "tool" | "hosted";
  /** Model calls count 0, 1, 2, ...; a tool call has the step of the model call that asked for it. */
  step: number;
  status: Status;
  /** True while a human is asked about it. */
  asked?: boolean;
}

/** What a turn needs next. */
export type NextStep =
  | { kind: "model"; step: number }
  | { kind: "tools"; ids: string[]; asked: boolean };

/**
 * The next step of a turn, from its calls alone: the open model call again; else the open tool calls, together, but
 * for those that a human is asked about;
 * else the model call after them. Discarded calls do not count.
 */
export function nextStep(calls: readonly TurnCall[]): NextStep {
  const valid = calls.filter((c) => c.status !== "DISCARDED");
  const last = Math.max(-1, ...valid.filter((c) => c.kind === "model").map((c) => c.step));
  const model = valid.find((c) => c.kind === "model" && c.step === last);
  if (!model) return { kind: "model", step: 0 };
  if (isOpen(model)) return { kind: "model", step: last };
  const open = valid.filter((c) => c.kind === "tool" && c.step === last && isOpen(c));
  return open.length > 0
    ? {
      kind: "tools",
      ids: open.filter((c) => !c.asked).map((c) => c.id),
      asked: open.some((c) => c.asked === true),
    }
    : { kind: "model", step: last + 1 };
}

function isOpen({ status }: TurnCall): boolean {
  return status === "QUEUED" || status === "RUNNING" || status === "WAITING";
}
