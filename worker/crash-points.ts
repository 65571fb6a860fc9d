import process from "node:process";

/** Moments in the life of a call at which a test may let it die. */
export const crashPoints = [
  "claimed",
  "before_request",
  "request_taken",
  "first_frame",
  "done",
  "committed",
  "agent_made",
  "agent_found_out",
] as const;
/**
 * One of `crashPoints`. `request_taken`: the provider has answered, and not one frame was read; a tool's request is under way. `agent_made`: the
 * provider has an agent that nobody has recorded. `agent_found_out`: all is known of a registration, nothing written.
 */
export type CrashPoint = (typeof crashPoints)[number];

/** What the call is: the request that a model call makes, `results` for an append of tool results; a tool call; a registration. */
export type CrashKind = "start" | "append" | "restart" | "results" | "tool" | "register";

/**
 * Where a test lets a call die: `kill` ends the process, `drop` leaves the attempt as if it had, `hold` waits at the
 * gate, so that another process can die meanwhile.
 */
export interface CrashOrder {
  action: "kill" | "drop" | "hold";
  point: CrashPoint;
  kind: CrashKind;
  /** Name of the agent whose calls are meant. */
  agent: string;
}

/** Thrown where an attempt is dropped: nobody records anything of it. */
export class CrashError extends Error {
  override name = "CrashError";
}

/** Reads `<action>:<point>:<kind>:<agent>,...`; null when it is none. */
export function parseCrashPoints(text: string): CrashOrder[] | null {
  const orders = text.split(",").filter(Boolean).map((order) => {
    const [action, point, kind, agent] = order.split(":");
    return { action, point, kind, agent };
  });
  const sound = orders.every(({ action, point, agent }) =>
    ["kill", "drop", "hold"].includes(action ?? "") && agent &&
    crashPoints.some((p) => p === point)
  );
  return sound ? orders as CrashOrder[] : null;
}

/** A call as the points know it. */
export interface CrashedCall {
  fence: number;
  kind: CrashKind;
  agent: string;
}

/** A place where a call may be made to die or to wait; does nothing unless ordered. */
export type Reach = (point: CrashPoint, call: CrashedCall) => Promise<void> | void;

/**
 * Only the first attempt of a call dies, so that every order comes true once for each call. `gate`: address that
 * answers once what is held there may go on.
 */
export function crashAt(orders: readonly CrashOrder[], gate = ""): Reach {
  const held = new WeakSet<CrashedCall>();
  return (point, call) => {
    const order = orders.find((o) =>
      o.point === point && o.kind === call.kind && o.agent === call.agent
    );
    if (!order || call.fence > 1 || held.has(call)) return;
    if (order.action === "kill") process.kill(process.pid, "SIGKILL");
    if (order.action === "drop") throw new CrashError(`dropped at ${point}`);
    held.add(call);
    return atGate(gate, order);
  };
}

const gateWithinMs = 60_000;

async function atGate(gate: string, order: CrashOrder): Promise<void> {
  const signal = AbortSignal.timeout(gateWithinMs);
  await fetch(gate, { method: "POST", body: JSON.stringify(order), signal });
}
