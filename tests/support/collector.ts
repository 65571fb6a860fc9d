import { WakeUp } from "../../protocol/async/wake-up.ts";
import {
  logsOf,
  metricsOf,
  type OtlpBody,
  type SeenLog,
  type SeenMetric,
  type SeenSpan,
  spansOf,
} from "./otlp.ts";
import { patienceMs } from "./patience.ts";

/**
 * An OTLP/HTTP receiver for tests: takes what processes export as JSON, keeps it, and lets a test wait for it. Give
 * `env` to every part of a stack. What comes as protobuf is refused and counted in `refused`.
 */
export class Collector implements AsyncDisposable {
  readonly spans: SeenSpan[] = [];
  readonly metrics: SeenMetric[] = [];
  readonly logs: SeenLog[] = [];
  /** Every body as it came, to search for what must not be in it. */
  readonly bodies: string[] = [];
  /** Requests that were no OTLP in JSON, with what they were. */
  readonly refused: string[] = [];
  readonly #arrived = new WakeUp();
  readonly #server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => this.#take(request),
  );

  /** Where it listens, without a path. */
  readonly url = `http://127.0.0.1:${this.#server.addr.port}`;

  /** Variables that make a process export here at a short interval, ms. */
  env(everyMs = 200): Record<string, string> {
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: this.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: String(everyMs),
      OTEL_BLRP_SCHEDULE_DELAY: String(everyMs),
      OTEL_METRIC_EXPORT_INTERVAL: String(everyMs),
      OTEL_METRIC_EXPORT_TIMEOUT: String(everyMs),
    };
  }

  /** What `found` answers, as soon as it answers something else than undefined, null or false. Throws after `withinMs`. */
  async until<T>(
    what: string,
    found: (collector: Collector) => T | undefined | null | false,
    withinMs = patienceMs,
  ): Promise<T> {
    const end = performance.now() + withinMs;
    for (;;) {
      const answer = found(this);
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      const left = end - performance.now();
      if (left <= 0) throw new Error(`not exported within ${withinMs} ms: ${what}`);
      await this.#arrived.wait(left);
    }
  }

  /** Spans of one trace, in the order they began. */
  trace(traceId: string): SeenSpan[] {
    return this.spans.filter((s) => s.traceId === traceId).sort((a, b) => a.startMs - b.startMs);
  }

  /** Waits until the trace has every span that others name as parent and `whole` holds of it; its spans. */
  async untilTrace(
    traceId: string,
    whole: (spans: SeenSpan[]) => boolean,
    withinMs?: number,
  ): Promise<SeenSpan[]> {
    return await this.until(`the whole of trace ${traceId}`, () => {
      const spans = this.trace(traceId);
      return whole(spans) && orphans(spans).length === 0 && spans;
    }, withinMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  async #take(request: Request): Promise<Response> {
    const text = await bodyOf(request);
    const type = request.headers.get("content-type") ?? "";
    if (!type.startsWith("application/json")) {
      this.refused.push(`${new URL(request.url).pathname} ${type}`);
      return Response.json({ message: "JSON alone is read here" }, { status: 415 });
    }
    this.bodies.push(text);
    const body = JSON.parse(text) as OtlpBody;
    this.spans.push(...spansOf(body));
    this.metrics.push(...metricsOf(body));
    this.logs.push(...logsOf(body));
    this.#arrived.wake();
    return Response.json({});
  }
}

/** Spans whose parent belongs to the trace and was not exported. The client's own span is never exported. */
export function orphans(spans: SeenSpan[], ofOthers: readonly string[] = []): SeenSpan[] {
  const ids = new Set([...spans.map((s) => s.spanId), ...ofOthers]);
  return spans.filter((s) => s.parentId !== null && !ids.has(s.parentId));
}

async function bodyOf(request: Request): Promise<string> {
  if (request.headers.get("content-encoding") !== "gzip" || request.body === null) {
    return await request.text();
  }
  return await new Response(request.body.pipeThrough(new DecompressionStream("gzip"))).text();
}
