import type { Caller } from "../protocol/commands.ts";
import type { Commands, Outcome } from "../schema/context.ts";
import type { CarryOutDeps } from "./agents/carry-out.ts";
import { reconcileAgents, registerAgent } from "./agents/commands.ts";
import { checkArguments } from "./check-arguments.ts";
import * as store from "../store/mod.ts";

/** What commands need beside their input. */
export interface CommandOptions {
  sql: store.Sql;
  provider: string;
  caller: () => Caller;
  /** Tells the conversation's workflow to look at its inbox. Returns at once, never throws. */
  ring: (conversationId: string) => void;
  /** Has a worker carry commands about agents out. */
  agents: CarryOutDeps;
}

/** Writes of one caller. The doorbell rings after the commit, also of a replay: ringing twice is harmless. */
export function storeCommands({ sql, provider, caller, ring, agents }: CommandOptions): Commands {
  return {
    registerAgent: (command, issues) =>
      outcome(registerAgent(agents, provider, caller(), command, issues)),
    setAgentAlias: (command) => outcome(store.setAgentAlias(sql, caller(), command)),
    archiveAgent: (command) => outcome(store.archiveAgent(sql, caller(), command)),
    reconcileAgents: (command) => outcome(reconcileAgents(agents, caller(), command)),
    startConversation: async (command) => {
      const done = await outcome(store.startConversation(sql, caller(), provider, command));
      if ("turnId" in done && done.turnId !== null) ring(done.conversationId);
      return done;
    },
    forkConversation: async (command) => {
      const done = await outcome(store.forkConversation(sql, caller(), provider, command));
      if ("turnId" in done && done.turnId !== null) ring(done.conversationId);
      return done;
    },
    sendMessage: async (command) => {
      const done = await outcome(store.sendMessage(sql, caller(), provider, command));
      if ("turnId" in done) ring(command.conversationId);
      return done;
    },
    cancelTurn: async (command) => {
      const done = await outcome(store.cancelTurn(sql, caller(), command));
      if ("conversationId" in done) ring(done.conversationId);
      return done;
    },
    decideApproval: async (command) => {
      const done = await outcome(store.decideApproval(sql, caller(), command, checkArguments));
      if ("conversationId" in done) ring(done.conversationId);
      return done;
    },
    closeConversation: async (command) => {
      const done = await outcome(store.closeConversation(sql, caller(), command));
      if ("conversationId" in done) ring(done.conversationId);
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
