import { grantsOf, type Principal } from "../../protocol/auth/principal.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { notFound, type UserError } from "../../protocol/user-error.ts";
import type { Commands, Outcome } from "../../schema/ports/commands.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import type { Access } from "./access.ts";

/** What commands are guarded with. */
export interface CommandGuard {
  principal: Principal;
  access: Access;
  /** Reads of the whole tenant, to find what an id belongs to. */
  reads: Pick<Reads, "approval" | "entry" | "researchPhase">;
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
  return {
    ...commands,
    startConversation: (c) => make.conversation(c, () => commands.startConversation(c)),
    startResearch: (c) => make.other(c, () => commands.startResearch(c)),
    forkConversation: (c) =>
      content("conversations:read")(
        entry(c.entryId),
        () => make.fork(c, () => commands.forkConversation(c)),
      ),
    forkResearch: (c) =>
      research("research:read")(
        phase(c.phaseId),
        () => make.other(c, () => commands.forkResearch(c)),
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
    decideApproval: (c) =>
      on("approvals:decide", "approvals:read")(
        approval(c.approvalId),
        () => commands.decideApproval(c),
      ),
    cancelResearch: (c) =>
      research("research:cancel")(run(c.researchId), () => commands.cancelResearch(c)),
    shareConversation: (c) =>
      content("conversations:share")(conversation(c.id), () => commands.shareConversation(c)),
    unshareConversation: (c) =>
      content("conversations:share")(conversation(c.id), () => commands.unshareConversation(c)),
    shareResearch: (c) =>
      research("conversations:share")(run(c.id), () => commands.shareResearch(c)),
    unshareResearch: (c) =>
      research("conversations:share")(run(c.id), () => commands.unshareResearch(c)),
  };
}

/** Runs a command on an object if `scope` permits it there; whether the object is visible decides the refusal. */
function objectGuard({ access }: CommandGuard) {
  return (scope: Scope, visibleBy: Scope) =>
  async <T>(target: Target, command: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const id = await target.id;
    if (id !== null && await access.may(scope, id)) return await command();
    const isVisible = id !== null && await access.may(visibleBy, id);
    return isVisible ? refuse(scope) : notFound(target.noun, [target.field]);
  };
}

/** Runs commands that make an object, which a principal that is limited to one object may not. */
function creationGuard({ principal }: CommandGuard) {
  const { bound } = principal;
  const isMinter = grantsOf(principal)["tokens:mint"] !== undefined;
  const other = async <T>(
    { onBehalfOf }: { onBehalfOf?: string },
    command: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    if (onBehalfOf !== undefined && !isMinter) return refuse("tokens:mint");
    if (bound !== null && bound.kind !== "agent") return outsideOfBound();
    return await command();
  };
  return {
    /** A fork has the agent of its source. */
    fork: other,
    other: <T>(command: { onBehalfOf?: string }, run: () => Promise<Outcome<T>>) =>
      bound === null ? other(command, run) : Promise.resolve(outsideOfBound()),
    conversation: <T>(
      command: { agent: string; onBehalfOf?: string },
      run: () => Promise<Outcome<T>>,
    ): Promise<Outcome<T>> =>
      bound?.kind === "agent" && command.agent !== bound.id
        ? Promise.resolve(notFound(`agent ${command.agent}`, ["agent"]))
        : other(command, run),
  };
}

const refuse = (scope: Scope): UserError => forbidden(`This needs the scope ${scope}.`);

const outsideOfBound = (): UserError =>
  forbidden("The session token is limited to one object, and this would be another one.");

const forbidden = (message: string): UserError =>
  ({ type: "ForbiddenError", message }) as unknown as UserError;
