import { get } from "node:http";
import { Connection } from "@temporalio/client";
import type { TemporalConnection } from "../../../protocol/temporal/temporal-connection.ts";
import { temporalPeer } from "../../../protocol/temporal/temporal-options.ts";
import type { Probe } from "./part.ts";

// node:http instead of fetch: fetch uses the proxy of the environment, also for 127.0.0.1.
function answerOf(url: string, signal: AbortSignal): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { signal, agent: false }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = new TextDecoder().decode(Uint8Array.from(chunks.flatMap((c) => [...c])));
        resolve({ status: response.statusCode ?? 0, body: body.slice(0, 500) });
      });
    });
    request.on("error", reject);
  });
}

/** Ready when `url` answers 200; else it returns the status and the start of the body. */
export function httpProbe(url: string): Probe {
  return async (signal) => {
    const { status, body } = await answerOf(url, signal);
    return status === 200 ? undefined : `${url} answers ${status} ${body}`.trim();
  };
}

/** Ready when the server answers and knows the namespace. */
export function temporalProbe(
  temporal: Pick<TemporalConnection, "address" | "namespace"> & Partial<TemporalConnection>,
): Probe {
  const { namespace } = temporal;
  return async () => {
    const connection = await Connection.connect({
      ...temporalPeer({ tls: null, apiKey: null, ...temporal }),
      connectTimeout: "2s",
      channelArgs: { "grpc.enable_http_proxy": 0 },
    });
    try {
      await connection.withDeadline(
        Date.now() + 2_000,
        () => connection.workflowService.describeNamespace({ namespace }),
      );
    } finally {
      await connection.close();
    }
  };
}
