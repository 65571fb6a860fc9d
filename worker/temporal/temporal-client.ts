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
/** Maximum duration of a call, ms. */
const maxCallMs = 6_000;
/** Time limit of a probe, ms. */
const probeMs = 2_000;

/** The client of this process, which connects at its first call. */
export class TemporalClient {
  readonly #clients: RenewableConnection<Client>;
  readonly #queue: { namespace: string; taskQueue: { name: string }; taskQueueType: number };

  constructor({ temporal }: Pick<WorkerConfig, "temporal">) {
    const { namespace, taskQueue: name } = temporal;
    this.#queue = { namespace, taskQueue: { name }, taskQueueType: workflowQueue };
    this.#clients = new RenewableConnection(
      () => openClient(temporal),
      // By then the deadline of every call has passed.
      (old) => void setTimeout(() => void old.connection.close(), maxCallMs).unref(),
    );
  }

  /** The client to use for the next call: a connection without answers is replaced. */
  get current(): Client {
    return this.#clients.current;
  }

  /** Resolves if Temporal accepts work of the task queue; throws if it does not answer within 2 s. */
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
