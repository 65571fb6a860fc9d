import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from "@temporalio/client";
import { RenewableConnection } from "../../protocol/async/renewable-connection.ts";
import {
  callDelayMs,
  temporalChannel,
  temporalPeer,
} from "../../protocol/temporal/temporal-options.ts";
import type { WorkerConfig } from "../config.ts";

/** TASK_QUEUE_TYPE_WORKFLOW of Temporal's API. */
const workflowQueue = 1;
/** No call over a client takes longer, ms. */
const longestCallMs = 6_000;
/** A probe may take so long, ms. */
const probeMs = 2_000;

/** The client of this process, which connects at its first call, and a probe. */
export class TemporalClient {
  readonly #clients: RenewableConnection<Client>;
  readonly #queue: { namespace: string; taskQueue: { name: string }; taskQueueType: number };

  constructor({ temporal }: Pick<WorkerConfig, "temporal">) {
    const { namespace, taskQueue: name } = temporal;
    this.#queue = { namespace, taskQueue: { name }, taskQueueType: workflowQueue };
    this.#clients = new RenewableConnection(
      () => openClient(temporal),
      // By then every call has met its deadline.
      (old) => void setTimeout(() => void old.connection.close(), longestCallMs).unref(),
    );
  }

  /** Ask again for each call: a connection that hangs is replaced. */
  get current(): Client {
    return this.#clients.current;
  }

  /** Settled when Temporal takes work of our queue; rejects when it does not answer within 2 s. */
  async probe(): Promise<void> {
    const client = this.current;
    const describe = () => client.workflowService.describeTaskQueue(this.#queue);
    try {
      await client.withDeadline(Date.now() + probeMs, describe);
      this.#clients.answered();
    } catch (error) {
      this.#clients.unanswered();
      throw error;
    }
  }

  /** Closes the connection. */
  async close(): Promise<void> {
    await this.current.connection.close();
  }
}

function openClient(temporal: WorkerConfig["temporal"]): Client {
  const retries = {
    ...defaultGrpcRetryOptions(),
    delayFunction: (attempt: number) => callDelayMs(attempt, Math.random()),
  };
  const connection = Connection.lazy({
    ...temporalPeer(temporal),
    channelArgs: temporalChannel,
    interceptors: [makeGrpcRetryInterceptor(retries)],
  });
  return new Client({ connection, namespace: temporal.namespace });
}
