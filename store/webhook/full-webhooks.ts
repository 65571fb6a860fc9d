import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import type { Tx } from "../database/sql.ts";

/** A webhook with too many deliveries that wait is looked at again after this time, ms. */
const againMs = 10_000;

/** Webhooks that read no further since too many deliveries wait. Counting them in each pass would cost more than the rest. */
export class FullWebhooks {
  readonly #until = new Map<string, number>();

  /** Their ids. */
  ids(now: number = performance.now()): string[] {
    for (const [id, until] of this.#until) if (until <= now) this.#until.delete(id);
    return [...this.#until.keys()];
  }

  /** True, and noted, if the webhook has too many. */
  async isFull(tx: Tx, id: string): Promise<boolean> {
    const [row] = await tx<{ count: number }[]>`select count(*)::integer as count from (
      select from webhook_deliveries where webhook_id = ${id} and state = 'PENDING' limit ${webhookLimits.waiting}) found`;
    if ((row?.count ?? 0) < webhookLimits.waiting) return false;
    this.#until.set(id, performance.now() + againMs);
    return true;
  }
}
