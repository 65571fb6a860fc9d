import type { DecideApproval, DecidedApproval } from "../../protocol/approval/commands.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { TenantLimits } from "../../protocol/quota/tenant-limits.ts";
import type { UserError } from "../../protocol/user-error.ts";
import type { Commands, Outcome } from "../../schema/ports/commands.ts";
import type { ExecuteDeps } from "./execute-by-worker.ts";
import { reconcileAgents, registerAgent } from "./agent-commands.ts";
import { argumentFaults } from "./check-arguments.ts";
import { keyCommands, type KeyDeps } from "./key-commands.ts";
import { startResearch } from "./research-commands.ts";
import { sessionCommands } from "./session-commands.ts";
import { scheduleCommands } from "./schedule-commands.ts";
import { webhookCommands, type WebhookDeps } from "./webhook-commands.ts";
import { createStreamTicket } from "./ticket-commands.ts";
import type { Checks } from "../../validation/schema-checks.ts";
import * as store from "../../store/mod.ts";

/** The dependencies of commands. */
export interface CommandOptions {
  sql: store.Sql;
  place: store.ResearchPlace;
  caller: () => Caller;
  /** Who the caller is: a key that it makes has no more rights. */
  principal: Principal;
  keys: Omit<KeyDeps, "sql">;
  webhooks: Omit<WebhookDeps, "sql">;
  /** For how long firings of schedules are kept, ms. */
  firingsKeptMs: number;
  /** Wakes the workflow of a conversation. Returns at once, never throws. */
  wake: (conversationId: string) => void;
  /** Wakes the workflow of a research run. */
  wakeResearch: (researchId: string) => void;
  /** The deployment's limits of tenants. */
  tenantDefaults: TenantLimits;
  /** The tenant's limits have changed. */
  onQuotaChange: () => void;
  /** For commands that a worker executes. */
  byWorker: ExecuteDeps & { checks: Checks };
}

/**
 * The commands of one caller. Workflows are woken after the commit, also after a repeated command: waking twice is
 * harmless.
 */
export function storeCommands(options: CommandOptions): Commands {
  const { sql, place, caller, wake, wakeResearch, byWorker } = options;
  const { provider } = place;
  const { principal } = options;
  const keys = keyCommands({ ...options.keys, sql }, caller, options.principal);
  const sessions = sessionCommands({ ...options.keys, sql }, caller, options.principal);
  const schedules = scheduleCommands(options, caller, principal);
  const webhooks = webhookCommands({ ...options.webhooks, sql }, caller, options.principal);
  /** Wakes the conversation of the result, unless the command started no turn. */
  const waking = async <T extends { conversationId: string; turnId?: string | null }>(
    command: Promise<T>,
  ) => {
    const result = await outcome(command);
    if ("conversationId" in result && result.turnId !== null) wake(result.conversationId);
    return result;
  };
  const wakingResearch = async <T extends { researchId: string }>(
    command: Promise<T | UserError>,
  ) => {
    const result = await outcome(command);
    if ("researchId" in result) wakeResearch(result.researchId);
    return result;
  };
  return {
    registerAgent: (command, issues) =>
      outcome(registerAgent(byWorker, provider, caller(), command, issues)),
    setAgentAlias: (command) => outcome(store.setAgentAlias(sql, caller(), command)),
    archiveAgent: (command) => outcome(store.archiveAgent(sql, caller(), command)),
    reconcileAgents: (command) => outcome(reconcileAgents(byWorker, caller(), command)),
    startConversation: (command) =>
      waking(store.startConversation(sql, caller(), command, provider)),
    forkConversation: (command) => waking(store.forkConversation(sql, caller(), command, provider)),
    sendMessage: async (command) => {
      const result = await outcome(store.sendMessage(sql, caller(), command, provider));
      if ("turnId" in result) wake(command.conversationId);
      return result;
    },
    cancelTurn: (command) => waking(store.cancelTurn(sql, caller(), command)),
    decideApproval: (command) => waking(decideApproval(sql, byWorker.checks, caller(), command)),
    closeConversation: (command) => waking(store.closeConversation(sql, caller(), command)),
    updateConversation: (command) => outcome(store.updateConversation(sql, caller(), command)),
    startResearch: (command) => wakingResearch(startResearch(byWorker, place, caller(), command)),
    forkResearch: (command) => wakingResearch(store.forkResearch(sql, caller(), command, place)),
    shareConversation: (command) => outcome(store.shareConversation(sql, caller(), command)),
    unshareConversation: (command) => outcome(store.unshareConversation(sql, caller(), command)),
    shareResearch: (command) => outcome(store.shareResearch(sql, caller(), command)),
    unshareResearch: (command) => outcome(store.unshareResearch(sql, caller(), command)),
    setTenantQuota: async (command) => {
      const result = await outcome(
        store.setTenantQuota(sql, caller(), command, options.tenantDefaults),
      );
      options.onQuotaChange();
      return result;
    },
    cancelResearch: (command) => wakingResearch(store.cancelResearch(sql, caller(), command)),
    createStreamTicket: (command) =>
      outcome(createStreamTicket(sql, caller(), command, options.principal)),
    createSchedule: (command) => outcome(schedules.createSchedule(command)),
    updateSchedule: (command) => outcome(schedules.updateSchedule(command)),
    pauseSchedule: (command) => outcome(schedules.pauseSchedule(command)),
    resumeSchedule: (command) => outcome(schedules.resumeSchedule(command)),
    triggerSchedule: (command) => outcome(schedules.triggerSchedule(command)),
    backfillSchedule: (command) => outcome(schedules.backfillSchedule(command)),
    deleteSchedule: (command) => outcome(schedules.deleteSchedule(command)),
    createApiKey: (command) => outcome(keys.createApiKey(command)),
    rotateApiKey: (command) => outcome(keys.rotateApiKey(command)),
    revokeApiKey: (command) => outcome(keys.revokeApiKey(command)),
    revokeAccess: (command) => outcome(keys.revokeAccess(command)),
    createWebhook: (command) => outcome(webhooks.createWebhook(command)),
    updateWebhook: (command) => outcome(webhooks.updateWebhook(command)),
    pauseWebhook: (command) => outcome(webhooks.pauseWebhook(command)),
    resumeWebhook: (command) => outcome(webhooks.resumeWebhook(command)),
    deleteWebhook: (command) => outcome(webhooks.deleteWebhook(command)),
    rotateWebhookSecret: (command) => outcome(webhooks.rotateWebhookSecret(command)),
    testWebhook: (command) => outcome(webhooks.testWebhook(command)),
    redeliver: (command) => outcome(webhooks.redeliver(command)),
    createSessionToken: (command) => outcome(sessions.createSessionToken(command)),
    revokeSessionToken: (command) => outcome(sessions.revokeSessionToken(command)),
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

async function outcome<T>(command: Promise<T>): Promise<Outcome<T>> {
  try {
    return await command;
  } catch (error) {
    if (error instanceof store.Refusal) return error.error;
    throw error;
  }
}
