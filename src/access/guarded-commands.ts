import type { Share } from "../../protocol/access/share.ts";
import { namesOf } from "../../protocol/auth/authorize.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { forbidden, notFound, type UserError } from "../../protocol/user-error.ts";
import type { ScheduleWork } from "../../protocol/schedule/schedule.ts";
import type { DecideApproval } from "../../protocol/approval/commands.ts";
import type { Commands, Outcome } from "../../schema/ports/commands.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import type { Access } from "./access.ts";
import { scheduleGuard } from "./schedule-access.ts";

/** What commands are guarded with. */
export interface CommandGuard {
  principal: Principal;
  /** Why the request reads what is not the principal's own; null: it gives no reason. */
  reason: string | null;
  access: Access;
  /** Reads of the whole tenant, to find what an id belongs to. */
  reads: Pick<Reads, "approval" | "entry" | "researchPhase" | "schedule">;
}

/** What a command is about: the conversation or run that decides access; null where the id names nothing. */
interface Target {
  id: Promise<string | null> | string;
  noun: string;
  field: string;
}

/**
 * `commands` for a principal that does not reach every object. A command about an object that it cannot see is answered
 * as if there were none; about one that it can see, but may not change in this way, with ForbiddenError. `commands`
 * itself looks into the tenant alone.
 */
export function guardedCommands(commands: Commands, guard: CommandGuard): Commands {
  const on = objectGuard(guard);
  const { reads, access } = guard;
  const conversation = (id: string): Target => ({
    ...{ id, noun: "such conversation", field: "conversationId" },
  });
  const turn = (id: string): Target => ({
    ...{ id: access.conversationOf(id), noun: "such turn", field: "turnId" },
  });
  const approval = (id: string): Target => ({
    id: reads.approval(id).then((found) => found?.conversationId ?? null),
    ...{ noun: "such approval", field: "approvalId" },
  });
  const entry = (id: string): Target => ({
    id: reads.entry(id).then((found) => found?.conversationId ?? null),
    ...{ noun: "such entry", field: "entryId" },
  });
  const run = (id: string): Target => ({ id, noun: "such research run", field: "researchId" });
  const phase = (id: string): Target => ({
    id: reads.researchPhase(id).then((found) => found?.researchId ?? null),
    ...{ noun: "such phase", field: "phaseId" },
  });
  const content = (scope: Scope) => on(scope, "conversations:read");
  const research = (scope: Scope) => on(scope, "research:read");
  const make = creationGuard(guard);
  const changing = async <T>(command: Promise<T>) => {
    try {
      return await command;
    } finally {
      access.readAgain();
    }
  };
  const sharing = async <T>(scope: Scope, share: Share, command: () => Promise<Outcome<T>>) =>
    await lacksReason(guard, scope, share) ? withoutReason : await changing(command());
  const schedule = scheduleGuard(guard.principal, reads);
  const inReach = <T>(work: ScheduleWork | undefined, run: () => Promise<Outcome<T>>) =>
    work?.kind !== "message"
      ? run()
      : content("conversations:write")(workConversation(work.conversationId), run);
  const workConversation = (id: string): Target => ({
    ...{ id, noun: "such conversation", field: "work.message.conversationId" },
  });
  return {
    ...commands,
    createSchedule: (c) => make.run(() => inReach(c.work, () => commands.createSchedule(c))),
    updateSchedule: (c) =>
      schedule(c.scheduleId, () => inReach(c.change.work, () => commands.updateSchedule(c))),
    pauseSchedule: (c) => schedule(c.scheduleId, () => commands.pauseSchedule(c)),
    resumeSchedule: (c) => schedule(c.scheduleId, () => commands.resumeSchedule(c)),
    triggerSchedule: (c) => schedule(c.scheduleId, () => commands.triggerSchedule(c)),
    backfillSchedule: (c) => schedule(c.scheduleId, () => commands.backfillSchedule(c)),
    deleteSchedule: (c) => schedule(c.scheduleId, () => commands.deleteSchedule(c)),
    startConversation: (c) => make.conversation(c.agent, () => commands.startConversation(c)),
    startResearch: (c) => make.run(() => commands.startResearch(c)),
    forkConversation: (c) =>
      content("conversations:read")(
        entry(c.entryId),
        () => make.fork(() => commands.forkConversation(c)),
      ),
    forkResearch: (c) =>
      research("research:read")(
        phase(c.phaseId),
        () => make.run(() => commands.forkResearch(c)),
      ),
    sendMessage: (c) =>
      content("conversations:write")(
        conversation(c.conversationId),
        () => commands.sendMessage(c),
      ),
    cancelTurn: (c) =>
      content("conversations:cancel")(turn(c.turnId), () => commands.cancelTurn(c)),
    closeConversation: (c) =>
      content(c.erase ? "conversations:erase" : "conversations:close")(
        conversation(c.conversationId),
        () => commands.closeConversation(c),
      ),
    updateConversation: (c) =>
      content("conversations:write")(
        conversation(c.conversationId),
        () => commands.updateConversation(c),
      ),
    decideApproval: (c) =>
      on(approvalScopes(c), "approvals:read")(
        approval(c.approvalId),
        () => commands.decideApproval(c),
      ),
    cancelResearch: (c) =>
      research("research:cancel")(run(c.researchId), () => commands.cancelResearch(c)),
    shareConversation: (c) =>
      content("conversations:share")(
        conversation(c.id),
        () => sharing("conversations:read", c, () => commands.shareConversation(c)),
      ),
    unshareConversation: (c) =>
      content("conversations:share")(
        conversation(c.id),
        () => changing(commands.unshareConversation(c)),
      ),
    shareResearch: (c) =>
      research("conversations:share")(
        run(c.id),
        () => sharing("research:read", c, () => commands.shareResearch(c)),
      ),
    unshareResearch: (c) =>
      research("conversations:share")(run(c.id), () => changing(commands.unshareResearch(c))),
  };
}

/** Runs a command on an object if all scopes permit it there; whether the object is visible decides the refusal. */
function objectGuard({ access }: CommandGuard) {
  return (scopes: Scope | readonly Scope[], visibleBy: Scope) =>
  async <T>(target: Target, command: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const id = await target.id;
    if (id === null) return notFound(target.noun, [target.field]);
    for (const scope of [scopes].flat()) {
      if (await access.may(scope, id)) continue;
      const isVisible = await access.may(visibleBy, id);
      return isVisible ? forbidden(scope) : notFound(target.noun, [target.field]);
    }
    return await command();
  };
}

/**
 * True for a share by which the principal could read an object that it reaches with a reason alone, and it gives none:
 * later reads through the share are not recorded, so the share is, with the reason.
 */
async function lacksReason(
  { principal, reason, access }: CommandGuard,
  scope: Scope,
  { id, grantee }: Share,
): Promise<boolean> {
  if (reason !== null || !namesOf(principal).includes(grantee)) return false;
  return !await access.mayWithoutReason(scope, id);
}

const withoutReason: UserError = {
  type: "ForbiddenError",
  message:
    "This object is not yours. To share it with yourself, say why you read it: in the header `x-access-reason`, or in `reason` of a WebSocket's `connection_init`.",
  scope: null,
};

/** The scopes of a decision: changing the arguments and approving later calls need more. */
function approvalScopes({ verdict }: DecideApproval): readonly Scope[] {
  if (verdict.kind !== "APPROVED") return ["approvals:decide"];
  const edit: Scope[] = verdict.arguments == null ? [] : ["approvals:edit"];
  return ["approvals:decide", ...edit, ...(verdict.always ? ["approvals:standing" as const] : [])];
}

/** Runs commands that make an object, which a principal that is limited to one object may not. */
function creationGuard({ principal: { bound } }: CommandGuard) {
  const unless = async <T>(isRefused: boolean, run: () => Promise<Outcome<T>>) =>
    isRefused ? outsideOfBound : await run();
  return {
    conversation: <T>(agent: string, run: () => Promise<Outcome<T>>) =>
      bound?.kind === "agent" && bound.id !== agent
        ? Promise.resolve(notFound(`agent ${agent}`, ["agent"]))
        : unless(bound !== null && bound.kind !== "agent", run),
    /** A fork has the agent of its source. */
    fork: <T>(run: () => Promise<Outcome<T>>) =>
      unless(bound !== null && bound.kind !== "agent", run),
    run: <T>(run: () => Promise<Outcome<T>>) => unless(bound !== null, run),
  };
}

const outsideOfBound: UserError = {
  type: "ForbiddenError",
  message: "The session token is limited to one object, and this would make another one.",
  scope: null,
};
