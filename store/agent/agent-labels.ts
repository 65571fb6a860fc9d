import type { AgentLabel } from "../../protocol/temporal/workflow-start.ts";
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
  async of(conversationId: string): Promise<AgentLabel | null> {
    const known = this.#known.get(conversationId);
    if (known) return known;
    const [label] = await this.#sql<AgentLabel[]>`
      select a.name as agent, v.number as version, c.research_id from conversations c
      join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
      where c.id = ${conversationId}`;
    if (!label) return null;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= maxCached && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(conversationId, label);
    return label;
  }
}
