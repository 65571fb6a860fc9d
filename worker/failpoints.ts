import process from "node:process";
import type { RequestKind } from "./model/call/plan.ts";

/**
 * Places in the life of a call at which a test can end or pause its first attempt. `request_accepted`: the provider has
 * answered and no frame was read, or a tool's request is in flight. `agent_created`: the agent exists at the provider
 * and is not recorded. `agent_verified`: a registration is verified and not recorded. `firing_due`: nothing of a firing is written;
 * `firing_committed`: its work is recorded, and its workflow was not woken. `schedule_written`: Temporal has a schedule, and
 * that is not recorded; `schedule_removed`: Temporal has it no more, and its row is there.
 */
export const failpoints = [
  "claimed",
  "before_request",
  "request_accepted",
  "first_frame",
  "done",
  "committed",
  "agent_created",
  "agent_verified",
  "firing_due",
  "firing_committed",
  "schedule_written",
  "schedule_removed",
] as const;
/** One of `failpoints`. */
export type FailpointName = (typeof failpoints)[number];

/** What a call does: the request that its plan has, a tool call, or a registration. */
export type FailpointKind = RequestKind | "tool" | "register" | "schedule";

/**
 * What happens at a failpoint: `kill` ends the process, `drop` ends the attempt without recording an outcome, `pause`
 * waits for the test, which ends another process meanwhile.
 */
export interface FailpointRule {
  action: "kill" | "drop" | "pause";
  point: FailpointName;
  kind: FailpointKind;
  /** The name of the agent whose calls are meant; of a firing the id of its schedule, or `any`; of a schedule its name. */
  agent: string;
}

/** Thrown where an attempt is dropped; nothing of it is recorded. */
export class FailpointError extends Error {
  override name = "FailpointError";
}

/** Reads `<action>:<point>:<kind>:<agent>,...`; null for a malformed list. */
export function parseFailpoints(text: string): FailpointRule[] | null {
  const rules = text.split(",").filter(Boolean).map((rule) => {
    const [action, point, kind, agent] = rule.split(":");
    return { action, point, kind, agent };
  });
  const valid = rules.every(({ action, point, agent }) =>
    ["kill", "drop", "pause"].includes(action ?? "") && agent &&
    failpoints.some((p) => p === point)
  );
  return valid ? rules as FailpointRule[] : null;
}

/** A call that passes failpoints. */
export interface FailpointCall {
  fence: number;
  kind: FailpointKind;
  agent: string;
}

/** Marks a failpoint; does nothing without a rule for it. */
export type Failpoint = (point: FailpointName, call: FailpointCall) => Promise<void> | void;

/**
 * Applies rules to the first attempt of each call. `pauseUrl`: the address of the test, which answers when a paused
 * call may continue; a call is paused once.
 */
export function createFailpoint(rules: readonly FailpointRule[], pauseUrl = ""): Failpoint {
  const paused = new WeakSet<FailpointCall>();
  return (point, call) => {
    const rule = rules.find((r) => r.point === point && r.kind === call.kind && isMeant(r, call));
    if (!rule || call.fence > 1 || paused.has(call)) return;
    if (rule.action === "kill") process.kill(process.pid, "SIGKILL");
    if (rule.action === "drop") throw new FailpointError(`dropped at ${point}`);
    paused.add(call);
    return pause(pauseUrl, rule);
  };
}

/** A schedule has no id before it is made. */
const isMeant = ({ agent }: FailpointRule, call: FailpointCall) =>
  agent === call.agent || (call.kind === "schedule" && agent === "any");

const maxPauseMs = 60_000;

async function pause(url: string, rule: FailpointRule): Promise<void> {
  const signal = AbortSignal.timeout(maxPauseMs);
  await fetch(url, { method: "POST", body: JSON.stringify(rule), signal });
}
