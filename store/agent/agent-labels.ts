import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { AgentLabel } from "../../protocol/temporal/workflow-start.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";

/** Limit of the cached labels; labels beyond it are read again. */
const maxCached = 10_000;

/** The agents of conversations, cached because a conversation keeps its version. */
export class AgentLabels {
  readonly #sql: Sql;
  readonly #known = new Map<string, AgentLabel>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Null if there is no such conversation. Throws what the database throws. */
  async of({ tenant, conversationId }: ConversationInput): Promise<AgentLabel | null> {
    const key = `${tenant}/${conversationId}`;
    const known = this.#known.get(key);
    if (known) return known;
    const [label] = await inTenant(this.#sql, tenant)<AgentLabel[]>`
      select a.name as agent, v.number as version, c.research_id from conversations c
      join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
      where c.id = ${conversationId} and c.tenant = ${tenant}`;
    if (!label) return null;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= maxCached && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, label);
    return label;
  }
}
