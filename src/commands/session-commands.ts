import type { Resource } from "../../protocol/auth/authorize.ts";
import type { Bound, Principal } from "../../protocol/auth/principal.ts";
import type {
  CreateSessionToken,
  NewSessionToken,
  RevokedSession,
  RevokeSessionToken,
} from "../../protocol/auth/session-commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import { notFound, unavailable, validationError } from "../../protocol/user-error.ts";
import * as store from "../../store/mod.ts";
import { isKnownTo, scopesBeyond } from "../auth/session/mint-faults.ts";
import type { SessionTokens } from "../auth/session/session-tokens.ts";

/** What commands about session tokens need besides their caller. */
export interface SessionDeps {
  sql: store.Sql;
  /** Null: this deployment has no SESSION_KEY. */
  sessions: SessionTokens | null;
  /** Makes this process learn at once what was revoked until now. Never rejects. */
  refresh: () => Promise<void>;
}

/** The commands about session tokens. They throw refusals. */
export function sessionCommands(deps: SessionDeps, caller: () => Caller, principal: Principal) {
  const { sql, sessions, refresh } = deps;
  return {
    async createSessionToken(command: CreateSessionToken): Promise<NewSessionToken> {
      if (sessions === null) throw new store.Refusal(noSessionKey);
      await refuseWider(sql, principal, command);
      const minted = await store.createSessionToken(sql, caller(), command);
      const { subject, bound, scopes } = command;
      const token = await sessions.sign({
        ...minted,
        ...{ id: minted.sessionId, tenant: principal.tenant, subject, bound, scopes },
        mintedBy: principal.credentialId,
        minter: principal.subject,
      });
      return { ...minted, token };
    },
    async revokeSessionToken(command: RevokeSessionToken): Promise<RevokedSession> {
      const revoked = await store.revokeSessionToken(sql, caller(), command);
      await refresh();
      return revoked;
    },
  };
}

async function refuseWider(
  sql: store.Sql,
  principal: Principal,
  { subject, bound, scopes }: CreateSessionToken,
): Promise<void> {
  const resource = await resourceOf(sql, principal, bound);
  const beyond = scopesBeyond(principal, { subject, scopes }, resource);
  if (beyond.length === 0) return;
  const message = `You may not hand on ${beyond.join(", ")}: you do not have it for this object.`;
  throw new store.Refusal(validationError([{ path: ["scopes"], message }]));
}

/** What the token is limited to; null for an agent. Refuses NotFoundError, also where the minter reaches it in no way. */
async function resourceOf(
  sql: store.Sql,
  minter: Principal,
  { kind, id }: Bound,
): Promise<Resource | null> {
  const { tenant } = minter;
  if (kind === "agent") {
    if (await store.agentByName(sql, tenant, id)) return null;
    throw new store.Refusal(notFound(`agent named ${id}`, ["agent"]));
  }
  const [found] = await store.readOwnership(sql, tenant, [id]);
  const resource = found ? store.toResource(tenant, found) : null;
  if (resource && isKnownTo(minter, resource)) return resource;
  throw kind === "research"
    ? new store.Refusal(notFound("such research run", ["researchId"]))
    : new store.Refusal(notFound("such conversation", ["conversationId"]));
}

const noSessionKey = unavailable(
  "SESSION_KEY",
  "This deployment has no SESSION_KEY, with which session tokens are signed. Set it, then try again.",
);
