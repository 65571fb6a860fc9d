import { type Env, field, optional } from "../protocol/config/field.ts";
import { port, text, token, webUrl } from "../protocol/config/kinds.ts";
import { readConfig } from "../protocol/config/read-config.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import * as shared from "../protocol/config/shared-fields.ts";
import { metricsFields, readMetricsListener } from "../telemetry/export/config.ts";
import { logFields } from "../telemetry/log-options.ts";

/** The variables that the MCP servers read; their process may read no others. */
export const mcpFields = {
  host: shared.host("MCP_HOST", "their address; another one than loopback needs `MCP_TOKEN`"),
  port: field("MCP_PORT", port, {
    default: 4010,
    about: "port of the MCP servers; 0 takes a free one",
  }),
  allowedHosts: shared.allowedHosts("MCP_ALLOWED_HOSTS"),
  token: optional("MCP_TOKEN", token, {
    secret: true,
    about:
      "bearer token that clients have to send; the worker sends it because `mcp/servers.json` names it",
  }),
  marketData: shared.marketData,
  yahooUrl: optional("YAHOO_URL", webUrl, {
    about: "address of the Yahoo emulator, where `MARKET_DATA` is `sample`",
    unset: "required with `sample`",
  }),
  denoTelemetry: optional("OTEL_DENO", text("true"), { about: "`true`: Deno sends telemetry" }),
  sampler: optional("OTEL_TRACES_SAMPLER", text("a sampler"), {
    about: "which traces are recorded; with `OTEL_DENO` it has to begin with `parentbased_`",
  }),
  metricsExporter: optional("OTEL_METRICS_EXPORTER", text("none"), {
    about: "`none`: no metrics are pushed to the collector",
  }),
  ...metricsFields,
  ...logFields,
};

/** The configuration of the process with the MCP servers. */
export type McpConfig = ReturnType<typeof loadMcpConfig>;

/** Reads the configuration of the MCP servers; `read` reads a text file. Throws a ConfigError with every fault. */
export const loadMcpConfig = (env: Env, read: ReadText = () => "") =>
  readConfig("MCP servers", mcpFields, env, read, (values, { env, fault }) => {
    const { host, port, token, allowedHosts, yahooUrl, sampler } = values;
    const isSample = (env.MARKET_DATA || "sample") === "sample";
    if (isSample && yahooUrl === null) {
      fault("YAHOO_URL is not set; set the URL of the Yahoo emulator, or set MARKET_DATA=live");
    }
    // Other samplers record spans that are marked as not to be recorded, such as those of the addresses that Deno fetches.
    if (values.denoTelemetry === "true" && !sampler?.startsWith("parentbased_")) {
      fault("OTEL_TRACES_SAMPLER must begin with parentbased_, or Yahoo's crumb gets into spans");
    }
    shared.checkHost({ variable: "MCP_HOST", host, token }, fault);
    return {
      ...{ host, port, allowedHosts, token: token ?? undefined },
      yahooUrl: isSample ? yahooUrl ?? undefined : undefined,
      metrics: readMetricsListener(values, fault),
      pushesMetrics: values.metricsExporter !== "none",
    };
  });
