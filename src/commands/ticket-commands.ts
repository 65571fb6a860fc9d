import type { Principal } from "../../protocol/auth/principal.ts";
import type { CreateStreamTicket, NewStreamTicket } from "../../protocol/auth/stream-ticket.ts";
import type { Caller } from "../../protocol/caller.ts";
import * as store from "../../store/mod.ts";

/** Makes a ticket, which is in this answer alone: only its hash is stored. */
export async function createStreamTicket(
  sql: store.Sql,
  caller: Caller,
  command: CreateStreamTicket,
  principal: Principal,
): Promise<NewStreamTicket> {
  const made = store.newTicket();
  const done = await store.createStreamTicket(sql, caller, command, made, principal);
  return { ...done, ticket: done.replayed ? null : made.ticket };
}
