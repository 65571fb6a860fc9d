import type { Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import { isLoopback } from "../../protocol/net/loopback.ts";
import { unavailable, validationError } from "../../protocol/user-error.ts";
import type { ChangedWebhook, NewWebhookSecret } from "../../protocol/webhook/commands.ts";
import type { Commands } from "../../schema/ports/commands.ts";
import * as store from "../../store/mod.ts";

/** What commands about webhooks need besides their caller. */
export interface WebhookDeps {
  sql: store.Sql;
  /** WEBHOOK_KEY; null: webhooks cannot be made. */
  key: string | null;
  /** Addresses on this machine are accepted. */
  allowsLoopback: boolean;
}

type WebhookCommands = Pick<
  Commands,
  | ("createWebhook" | "updateWebhook" | "pauseWebhook" | "resumeWebhook")
  | ("deleteWebhook" | "rotateWebhookSecret" | "testWebhook" | "redeliver")
>;
type Thrower<C extends keyof WebhookCommands> = (
  command: Parameters<WebhookCommands[C]>[0],
) => Promise<Exclude<Awaited<ReturnType<WebhookCommands[C]>>, { type: string }>>;

/** The commands about webhooks. They throw refusals. */
export function webhookCommands(
  { sql, key, allowsLoopback }: WebhookDeps,
  caller: () => Caller,
  principal: Principal,
): { [C in keyof WebhookCommands]: Thrower<C> } {
  /** The secret is in this answer alone: it is stored nowhere. */
  async function make(
    command: (
      maker: { key: string; onSecret: (secret: string) => void },
    ) => Promise<ChangedWebhook>,
  ): Promise<NewWebhookSecret> {
    if (key === null) throw new store.Refusal(noKey);
    let secret: string | null = null;
    const done = await command({ key, onSecret: (made) => secret = made });
    return { ...done, secret: done.replayed ? null : secret };
  }
  const checkAddress = (url: string | undefined) => {
    if (url === undefined || allowsLoopback || !isLoopback(new URL(url).hostname)) return;
    throw new store.Refusal(validationError([{ path: ["address"], message: noLoopback }]));
  };
  return {
    createWebhook: async (command) => {
      checkAddress(command.url);
      return await make((maker) => store.createWebhook(sql, caller(), command, principal, maker));
    },
    updateWebhook: async (command) => {
      checkAddress(command.change.url);
      return await store.updateWebhook(sql, caller(), command, principal);
    },
    pauseWebhook: (command) => store.pauseWebhook(sql, caller(), command, principal),
    resumeWebhook: (command) => store.resumeWebhook(sql, caller(), command, principal),
    deleteWebhook: (command) => store.deleteWebhook(sql, caller(), command, principal),
    rotateWebhookSecret: (command) =>
      make((maker) => store.rotateWebhookSecret(sql, caller(), command, principal, maker)),
    testWebhook: (command) => store.testWebhook(sql, caller(), command, principal),
    redeliver: (command) => store.redeliver(sql, caller(), command, principal),
  };
}

const noLoopback =
  "An address on this machine needs WEBHOOK_LOOPBACK=true, which is for development. Write a public https address.";

const noKey = unavailable(
  "WEBHOOK_KEY",
  "This deployment has no WEBHOOK_KEY, from which secrets of webhooks are derived. Set it, then try again.",
);
