import { LRUCache } from "lru-cache";
import {
  conversationsOfTurns,
  inTenant,
  type Ownership,
  readOwnership,
  type Sql,
} from "../../store/mod.ts";
import { storeLoader } from "../reads/store-loader.ts";

/** What was read is used again for this time, ms: in other processes the end of a share takes effect that late. */
const keptMs = 1_000;
const maxKept = 10_000;
const maxTurns = 10_000;
const maxTenants = 1_000;

/** What decides access to the objects of a tenant, read once for all its requesters. */
export class OwnershipReader {
  readonly tenant: string;
  readonly #kept = new LRUCache<string, Ownership>({ max: maxKept, ttl: keptMs });
  readonly #load: (id: string) => Promise<Ownership | null>;
  /** Turns stay in their conversation. */
  readonly #conversations = new LRUCache<string, string>({ max: maxTurns });
  readonly #loadConversation: (turnId: string) => Promise<string | null>;

  constructor(pool: Sql, tenant: string) {
    this.tenant = tenant;
    const sql = inTenant(pool, tenant);
    this.#load = storeLoader((ids) => readOwnership(sql, tenant, ids));
    this.#loadConversation = storeLoader((ids) => conversationsOfTurns(sql, tenant, ids));
  }

  /** The ownership of a conversation or run, at most a second old; undefined where it was not read. */
  kept(id: string): Ownership | undefined {
    return this.#kept.get(id);
  }

  /** The same as of now; null where there is no such object. */
  async now(id: string): Promise<Ownership | null> {
    const found = await this.#load(id);
    if (found) this.#kept.set(id, found);
    else this.#kept.delete(id);
    return found;
  }

  /** Reads everything again at the next question: shares of a run also decide on the conversations of its phases. */
  readAgain(): void {
    this.#kept.clear();
  }

  /** The conversation of a turn; null where there is none. */
  async conversationOf(turnId: string): Promise<string | null> {
    const known = this.#conversations.get(turnId);
    if (known !== undefined) return known;
    const found = await this.#loadConversation(turnId);
    if (found !== null) this.#conversations.set(turnId, found);
    return found;
  }
}

/** The readers of each tenant; those of the last tenants are kept. */
export function ownershipReaders(sql: Sql): (tenant: string) => OwnershipReader {
  const kept = new LRUCache<string, OwnershipReader>({ max: maxTenants });
  return (tenant) => {
    const reader = kept.get(tenant) ?? new OwnershipReader(sql, tenant);
    kept.set(tenant, reader);
    return reader;
  };
}
