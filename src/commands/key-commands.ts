import type { Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { NewApiKey } from "../../protocol/key/commands.ts";
import { unavailable } from "../../protocol/user-error.ts";
import type { Commands } from "../../schema/ports/commands.ts";
import * as store from "../../store/mod.ts";
import type { SessionTokens } from "../auth/session/session-tokens.ts";

/** What commands about keys need besides their caller. */
export interface KeyDeps {
  sql: store.Sql;
  /** AUTH_SECRET; null: keys cannot be made. */
  serverKey: string | null;
  /** Null: session tokens cannot be made. */
  sessions: SessionTokens | null;
  /** Makes this process learn at once what was revoked until now. Never rejects. */
  refresh: () => Promise<void>;
}

type KeyCommands = Pick<
  Commands,
  "createApiKey" | "rotateApiKey" | "revokeApiKey" | "revokeAccess"
>;
type Thrower<C extends keyof KeyCommands> = (
  command: Parameters<KeyCommands[C]>[0],
) => Promise<Exclude<Awaited<ReturnType<KeyCommands[C]>>, { type: string }>>;

/** The commands about keys. They throw refusals. */
export function keyCommands(
  deps: KeyDeps,
  caller: () => Caller,
  principal: Principal,
): { [C in keyof KeyCommands]: Thrower<C> } {
  const { sql, serverKey, refresh } = deps;
  /** The key itself is in this answer alone: only its hash is stored. */
  async function make(
    command: (key: store.NewKey) => Promise<Omit<NewApiKey, "secret">>,
  ): Promise<NewApiKey> {
    if (serverKey === null) throw new store.Refusal(noServerKey);
    const key = store.newKey(serverKey);
    const done = await command(key);
    return { ...done, secret: done.replayed ? null : key.token };
  }
  const refreshed = async <T>(command: Promise<T>): Promise<T> => {
    const done = await command;
    await refresh();
    return done;
  };
  return {
    createApiKey: (command) =>
      make((key) => store.createApiKey(sql, caller(), command, key, principal)),
    rotateApiKey: (command) =>
      refreshed(make((key) => store.rotateApiKey(sql, caller(), command, key, principal))),
    revokeApiKey: (command) => refreshed(store.revokeApiKey(sql, caller(), command)),
    revokeAccess: (command) => refreshed(store.revokeAccess(sql, caller(), command)),
  };
}

const noServerKey = unavailable(
  "AUTH_SECRET",
  "This deployment has no AUTH_SECRET, under which keys are hashed. Set it, then try again.",
);
