import type { DecideApproval, DecidedApproval } from "../../protocol/approval/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { StartedResearch } from "../../protocol/research/commands.ts";
import type { Commands, Outcome } from "../../schema/ports/commands.ts";
import type { ExecuteDeps } from "./execute-by-worker.ts";
import { reconcileAgents, registerAgent } from "./agent-commands.ts";
import { argumentFaults } from "./check-arguments.ts";
import type { Checks } from "./check-output-schema.ts";
import * as store from "../../store/mod.ts";

/** The dependencies of commands. */
export interface CommandOptions {
  sql: store.Sql;
  place: store.ResearchPlace;
  caller: () => Caller;
  /** Wakes the workflow of a conversation. Returns at once, never throws. */
  wake: (conversationId: string) => void;
  /** Wakes the workflow of a research run. */
  wakeResearch: (researchId: string) => void;
  /** For commands about agents that a worker executes. */
  agents: ExecuteDeps & { checks: Checks };
}

/**
 * The commands of one caller. Workflows are woken after the commit, also after a repeated command: waking twice is
 * harmless.
 */
export function storeCommands(options: CommandOptions): Commands {
  const { sql, place, caller, wake, agents } = options;
  const { provider } = place;
  return {
    ...researchCommands(options),
    registerAgent: (command, issues) =>
      outcome(registerAgent(agents, provider, caller(), command, issues)),
    setAgentAlias: (command) => outcome(store.setAgentAlias(sql, caller(), command)),
    archiveAgent: (command) => outcome(store.archiveAgent(sql, caller(), command)),
    reconcileAgents: (command) => outcome(reconcileAgents(agents, caller(), command)),
    startConversation: async (command) => {
      const done = await outcome(store.startConversation(sql, caller(), command, provider));
      if ("turnId" in done && done.turnId !== null) wake(done.conversationId);
      return done;
    },
    forkConversation: async (command) => {
      const done = await outcome(store.forkConversation(sql, caller(), command, provider));
      if ("turnId" in done && done.turnId !== null) wake(done.conversationId);
      return done;
    },
    sendMessage: async (command) => {
      const done = await outcome(store.sendMessage(sql, caller(), command, provider));
      if ("turnId" in done) wake(command.conversationId);
      return done;
    },
    cancelTurn: async (command) => {
      const done = await outcome(store.cancelTurn(sql, caller(), command));
      if ("conversationId" in done) wake(done.conversationId);
      return done;
    },
    decideApproval: async (command) => {
      const done = await outcome(decideApproval(sql, agents.checks, caller(), command));
      if ("conversationId" in done) wake(done.conversationId);
      return done;
    },
    closeConversation: async (command) => {
      const done = await outcome(store.closeConversation(sql, caller(), command));
      if ("conversationId" in done) wake(done.conversationId);
      return done;
    },
  };
}

/** Validates before the transaction begins: that may take time, and the transaction locks the conversation. */
async function decideApproval(
  sql: store.Sql,
  checks: Checks,
  caller: Caller,
  command: DecideApproval,
): Promise<DecidedApproval> {
  const faults = await argumentFaults(sql, checks, caller.tenant, command);
  return await store.decideApproval(sql, caller, command, () => faults);
}

type ResearchCommands = Pick<Commands, "startResearch" | "cancelResearch" | "forkResearch">;

function researchCommands(
  { sql, place, caller, wake, wakeResearch }: CommandOptions,
): ResearchCommands {
  const started = async (command: Promise<StartedResearch>) => {
    const done = await outcome(command);
    if ("researchId" in done) wakeResearch(done.researchId);
    return done;
  };
  return {
    startResearch: (command) => started(store.startResearch(sql, caller(), command, place)),
    forkResearch: (command) => started(store.forkResearch(sql, caller(), command, place)),
    cancelResearch: async (command) => {
      const done = await outcome(store.cancelResearch(sql, caller(), command));
      if (!("researchId" in done)) return done;
      done.conversationIds.forEach(wake);
      wakeResearch(done.researchId);
      return done;
    },
  };
}

async function outcome<T>(command: Promise<T>): Promise<Outcome<T>> {
  try {
    return await command;
  } catch (error) {
    if (error instanceof store.Refusal) return error.error;
    throw error;
  }
}
