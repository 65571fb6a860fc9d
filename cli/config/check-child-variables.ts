import { readLogOptions } from "../../telemetry/log-options.ts";
import { fault, type Faults, isUrl } from "./config-checks.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Adds the faults of variables that only the parts read, so that a start reports them before it starts any part. */
export function checkChildVariables(env: Env, faults: Faults): void {
  readLogOptions(env, false, (text) => faults.push(text));
  const { TRACE_URL_TEMPLATE: template, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env;
  if (template && !(isWeb(template) && template.includes("{traceId}"))) {
    const wrong = "is not an http(s) address with {traceId} in it";
    fault(faults, "TRACE_URL_TEMPLATE", template, wrong, "https://grafana.example/trace/{traceId}");
  }
  if (endpoint && !isWeb(endpoint)) {
    const wrong = "is not an http(s) address";
    fault(faults, "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, wrong, "http://127.0.0.1:4318");
  }
}

const isWeb = (text: string) => isUrl(text, ["http:", "https:"]);
