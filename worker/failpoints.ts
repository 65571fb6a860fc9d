import process from "node:process";

/** Moments in the life of a call at which a test may let it die. */
export const failpoints = [
  "claimed",
  "before_request",
  "request_accepted",
  "first_frame",
  "done",
  "committed",
  "agent_created",
  "agent_verified",
] as const;
/**
 * One of `failpoints`. `request_accepted`: the provider has answered, and not one frame was read; a tool's request is under way. `agent_created`: the
 * provider has an agent that nobody has recorded. `agent_verified`: all is known of a registration, nothing written.
 */
export type FailpointName = (typeof failpoints)[number];

/** What the call is: the request that a model call makes, `results` for an append of tool results; a tool call; a registration. */
export type FailpointKind = "start" | "append" | "restart" | "results" | "tool" | "register";

/**
 * Where a test lets a call die: `kill` ends the process, `drop` leaves the attempt as if it had, `pause` waits at the
 * gate, so that another process can die meanwhile.
 */
export interface FailpointRule {
  action: "kill" | "drop" | "pause";
  point: FailpointName;
  kind: FailpointKind;
  /** Name of the agent whose calls are meant. */
  agent: string;
}

/** Thrown where an attempt is dropped: nobody records anything of it. */
export class FailpointError extends Error {
  override name = "FailpointError";
}

/** Reads `<action>:<point>:<kind>:<agent>,...`; null when it is none. */
export function parseFailpoints(text: string): FailpointRule[] | null {
  const orders = text.split(",").filter(Boolean).map((order) => {
    const [action, point, kind, agent] = order.split(":");
    return { action, point, kind, agent };
  });
  const sound = orders.every(({ action, point, agent }) =>
    ["kill", "drop", "pause"].includes(action ?? "") && agent &&
    failpoints.some((p) => p === point)
  );
  return sound ? orders as FailpointRule[] : null;
}

/** A call as the points know it. */
export interface FailpointCall {
  fence: number;
  kind: FailpointKind;
  agent: string;
}

/** A place where a call may be made to die or to wait; does nothing unless ordered. */
export type Failpoint = (point: FailpointName, call: FailpointCall) => Promise<void> | void;

/**
 * Only the first attempt of a call dies, so that every order comes true once for each call. `gate`: address that
 * answers once what is held there may go on.
 */
export function createFailpoint(orders: readonly FailpointRule[], gate = ""): Failpoint {
  const held = new WeakSet<FailpointCall>();
  return (point, call) => {
    const order = orders.find((o) =>
      o.point === point && o.kind === call.kind && o.agent === call.agent
    );
    if (!order || call.fence > 1 || held.has(call)) return;
    if (order.action === "kill") process.kill(process.pid, "SIGKILL");
    if (order.action === "drop") throw new FailpointError(`dropped at ${point}`);
    held.add(call);
    return atGate(gate, order);
  };
}

const gateWithinMs = 60_000;

async function atGate(gate: string, order: FailpointRule): Promise<void> {
  const signal = AbortSignal.timeout(gateWithinMs);
  await fetch(gate, { method: "POST", body: JSON.stringify(order), signal });
}
