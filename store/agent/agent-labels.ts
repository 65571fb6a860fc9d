import type { AgentLabel } from "../../protocol/temporal/workflow-start.ts";
import type { Sql } from "../database/sql.ts";

/** Most conversations whose label is kept; what is asked for beyond is read again. */
const most = 10_000;

/** Which agent a conversation is with: read once, since a conversation keeps its version. */
export class AgentLabels {
  readonly #sql: Sql;
  readonly #known = new Map<string, AgentLabel>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Null for a conversation that there is not. Throws what the database throws. */
  async of(conversationId: string): Promise<AgentLabel | null> {
    const known = this.#known.get(conversationId);
    if (known) return known;
    const [label] = await this.#sql<AgentLabel[]>`
      select a.name as agent, v.number as version from conversations c
      join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
      where c.id = ${conversationId}`;
    if (!label) return null;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(conversationId, label);
    return label;
  }
}
