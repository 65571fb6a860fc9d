import type { Status } from "../../protocol/status.ts";

/** What `nextStep` needs of a call. */
export interface TurnCall {
  id: string;
  /** `hosted`: a tool that the provider runs inside an answer; the worker never makes such a call. */
  kind: "model" | "tool" | "hosted";
  /** Model calls count 0, 1, 2, ...; a tool call has the step of the model call that asked for it. */
  step: number;
  status: Status;
  /** True while its approval is pending. */
  asked?: boolean;
}

/** What a turn needs next. */
export type NextStep =
  | { kind: "model"; step: number }
  | { kind: "tools"; ids: string[]; asked: boolean };

/**
 * The next step of a turn, from its calls alone: the open model call; else the open tool calls together, except those
 * whose approval is pending; else the model call after them. Discarded calls do not count.
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
