import { Client, Connection } from "@temporalio/client";
import type { Stack } from "../../../cli/stack/stack.ts";
import { readJson } from "../../../cli/stack/home.ts";

/** The counters of Temporal at a moment. */
export interface TemporalReading {
  /** Requests that the frontend got, by operation; polls wait for work and are counted when they begin. */
  requests: Map<string, number>;
  /** Events of the workflow's history by type, and its bytes. */
  events: Map<string, number>;
  bytes: number;
}

/** Counts the requests to the embedded Temporal server and the history of a conversation. */
export class TemporalCounters implements AsyncDisposable {
  readonly #metrics: string;
  readonly #client: Promise<Client>;

  constructor({ home, urls }: Stack) {
    const ports = readJson<Record<string, number>>(`${home.path}/ports.json`);
    this.#metrics = `http://127.0.0.1:${ports?.["temporal-metrics"]}/metrics`;
    this.#client = Connection.connect({ address: urls.temporal })
      .then((connection) => new Client({ connection }));
  }

  /** Reads them; the requests first, so that its own are not among them. */
  async read(conversation: string): Promise<TemporalReading> {
    const requests = requestsIn(await (await fetch(this.#metrics)).text());
    const handle = (await this.#client).workflow.getHandle(`conversation-default-${conversation}`);
    const { historySize = 0 } = await handle.describe();
    const { events } = await handle.fetchHistory();
    return { requests, events: tally((events ?? []).map(typeOf)), bytes: Number(historySize) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#client).connection.close();
  }
}

/** `WorkflowTaskScheduled`: the name of its only attributes. */
function typeOf(event: object): string {
  const [name = ""] = Object.entries(event).flatMap(([key, value]) =>
    key.endsWith("EventAttributes") && value ? [key] : []
  );
  return name.replace("EventAttributes", "").replace(/^./, (first) => first.toUpperCase());
}

const tally = (names: readonly string[]) =>
  names.reduce(
    (sums, name) => sums.set(name, (sums.get(name) ?? 0) + 1),
    new Map<string, number>(),
  );

/** Requests by operation in the metrics of a server, as Prometheus reads them. */
export function requestsIn(metrics: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [, labels = "", value] of metrics.matchAll(/^service_requests\{(.*)\} (\S+)$/gm)) {
    if (!labels.includes('service_name="frontend"')) continue;
    const operation = /operation="([^"]*)"/.exec(labels)?.[1] ?? "";
    sums.set(operation, (sums.get(operation) ?? 0) + Number(value));
  }
  return sums;
}
