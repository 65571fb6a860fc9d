import { sleep } from "../../protocol/async/sleep.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { answerWithinMs } from "../../protocol/webhook/webhook.ts";
import {
  claimDeliveries,
  type ClaimedDelivery,
  lanesOf,
  readClaimed,
} from "../../store/webhook/claim-deliveries.ts";
import { feedWebhooks } from "../../store/webhook/feed-webhooks.ts";
import { FullWebhooks } from "../../store/webhook/full-webhooks.ts";
import { count } from "../../telemetry/metrics.ts";
import type { Feeder } from "../feed/feeder.ts";
import { logFailure, sendDelivery, type SendDeps } from "./send-delivery.ts";

/**
 * Attempts of this worker at a time, those of one tenant, and those to one of its hosts. Receivers that are slow take up to
 * 15 s each: those of a tenant leave room for the others.
 */
const maxOpen = 128;
const maxPerTenant = 64;
const maxPerHost = 8;
/** Another worker may claim a delivery after this time, ms: longer than an attempt with its queries takes. */
const leaseMs = answerWithinMs + 15_000;
/** Between two looks without a wake-up, ms. */
const lookMs = 1_000;
/** Items gather for this time, ms: most turns are of no interest to a webhook, and one look serves what they leave. */
const gatherMs = 250;

/**
 * Gives webhooks the items of the feed, and sends what is due. Each worker does both: a cursor is moved by one of them, and
 * a delivery is claimed by one of them.
 */
export class WebhookSender {
  readonly #deps: SendDeps;
  readonly #fed = new WakeUp();
  readonly #due = new WakeUp();
  readonly #full = new FullWebhooks();
  readonly #open = new Set<Promise<void>>();
  readonly #busy: Record<string, number> = {};

  constructor(deps: SendDeps, feeder: Pick<Feeder, "onFed">) {
    this.#deps = deps;
    count("tramontane.webhook.deliveries.dead", {}, 0);
    count("tramontane.webhook.attempts.blocked", {}, 0);
    feeder.onFed(() => this.#fed.wake());
  }

  /** The periodic tasks. When `signal` of the sending one aborts, open attempts are cut and given back. */
  get tasks(): PeriodicTask[] {
    return [
      {
        ...{ name: "feedWebhooks", intervalMs: lookMs, wakeUp: this.#fed },
        run: async (signal) => {
          await sleep(gatherMs, signal);
          while (!signal.aborted && await feedWebhooks(this.#deps.sql, this.#full) > 0) {
            this.#due.wake();
          }
        },
      },
      {
        ...{ name: "sendWebhooks", intervalMs: lookMs, wakeUp: this.#due },
        run: (signal) => this.#send(signal),
      },
    ];
  }

  /** Claims what there is room for, and starts it. Where an attempt ends, there is room for another: the task is woken. */
  async #send(stop: AbortSignal): Promise<void> {
    const most = maxOpen - this.#open.size;
    if (most <= 0) return;
    const limits = {
      most,
      perTenant: maxPerTenant,
      perHost: maxPerHost,
      busy: this.#busy,
      leaseMs,
    };
    const claims = await claimDeliveries(this.#deps.sql, limits);
    const found = await Promise.all(claims.map((claim) => readClaimed(this.#deps.sql, claim)));
    for (const delivery of found) if (delivery) this.#start(delivery, stop);
  }

  #start(delivery: ClaimedDelivery, stop: AbortSignal): void {
    this.#count(delivery, 1);
    const sent = sendDelivery(this.#deps, delivery, stop)
      .catch(logFailure(this.#deps.log, delivery))
      .finally(() => {
        this.#open.delete(sent);
        this.#count(delivery, -1);
        this.#due.wake();
      });
    this.#open.add(sent);
  }

  #count(delivery: ClaimedDelivery, change: 1 | -1): void {
    for (const lane of lanesOf(delivery)) {
      const now = (this.#busy[lane] ?? 0) + change;
      if (now > 0) this.#busy[lane] = now;
      else delete this.#busy[lane];
    }
  }

  /** Resolves when no attempt is open: after the tasks have ended. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#open]);
  }
}
