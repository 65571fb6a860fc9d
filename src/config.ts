import { type Env, field, optional, valuesOf } from "../protocol/config/field.ts";
import {
  flag,
  type Kind,
  oneOf,
  originList,
  path,
  pattern,
  port,
  text,
  wholeNumber,
} from "../protocol/config/kinds.ts";
import { tenantLimitFields } from "../protocol/quota/limit-fields.ts";
import { readConfig } from "../protocol/config/read-config.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import * as shared from "../protocol/config/shared-fields.ts";
import { databaseTlsFields, withDatabaseTls } from "../protocol/config/database-tls.ts";
import { networks } from "./http/trusted-proxies.ts";
import {
  readTemporalConnection,
  temporalFields,
} from "../protocol/temporal/temporal-connection.ts";
import { timeFields } from "../protocol/temporal/workflow-times.ts";
import { metricsFields, readMetricsListener } from "../telemetry/export/config.ts";
import { logFields } from "../telemetry/log-options.ts";
import { authFields } from "./auth/config/fields.ts";
import { readSessionKeys } from "./auth/session/session-keys.ts";
import { type AuthConfig, checkBinding, readAuth } from "./auth/config/read-auth.ts";

// For a start, which checks the same variables before it runs a process.
export { type AuthConfig, authFields, checkBinding, readAuth };

/** An address with a place for an id. */
const linkTemplate = (place: string, example: string): Kind<string> => ({
  expects: `an http(s) address with {${place}} in it, such as ${example}`,
  empty: "",
  parse: (given) => {
    const url = URL.parse(given.replaceAll(/\{\w+\}/g, "0"));
    const isAddress = /^https?:$/.test(url?.protocol ?? "");
    return given.includes(`{${place}}`) && isAddress ? given : undefined;
  },
});

const traceExample = "https://grafana.example/trace/{traceId}";
const workflowExample = "https://temporal.example/namespaces/default/workflows/{workflowId}";

const secretText = pattern(/^\S{32,}$/, "at least 32 random characters without blanks");

const sessionKeys: Kind<string> = {
  expects:
    "PEM blocks of EC private keys on the curve P-256 (openssl ecparam -name prime256v1 -genkey -noout)",
  empty: "",
  parse: (given) => readSessionKeys(given) ? given : undefined,
};

/** The variables that the API reads. */
export const apiFields = {
  port: field("PORT", port, { default: 4000, about: "port of the API; 0 takes a free one" }),
  host: shared.host(
    "HOST",
    "address of the API; another one than loopback needs `AUTH`",
  ),
  authSecret: optional("AUTH_SECRET", secretText, {
    secret: true,
    about: "key of the hashes of API keys, the same for all APIs; with another one no key is valid",
    unset: "without `AUTH` it is not needed",
  }),
  sessionKey: optional("SESSION_KEY", sessionKeys, {
    secret: true,
    about:
      "private keys on the curve P-256 in PEM form, which sign session tokens: the first signs, all verify",
    unset: "no session tokens are made",
  }),
  ...shared.webhookFields,
  trustedNetwork: field("TRUSTED_NETWORK", flag, {
    default: "false",
    about: "deprecated, use `AUTH`; `true`: `HOST` may be any address without credentials, since " +
      "access to the port is limited elsewhere",
  }),
  ...authFields,
  allowedHosts: shared.allowedHosts("ALLOWED_HOSTS"),
  allowedOrigins: field("ALLOWED_ORIGINS", originList, {
    default: "",
    unset: "none; after `deno task start` without `AUTH`: `http://localhost:5173`, " +
      "`http://localhost:3000`, and both at `127.0.0.1`",
    about: "origins whose pages may call `/graphql`, the bridges and `/mcp/agents`, separated by " +
      "commas, such as `https://app.example.com`; for one on this machine, requests of its " +
      "development server's proxy are answered, too",
  }),
  ...tenantLimitFields,
  attemptsPerMinute: field("UNAUTHENTICATED_PER_MINUTE", wholeNumber(), {
    default: 20,
    about:
      "requests without valid credentials that an address may send in a minute, where they are needed",
  }),
  trustedProxies: field("TRUSTED_PROXIES", networks, {
    default: "",
    unset: "none",
    about: "networks of your proxies, such as `10.0.0.0/8`, separated by commas: their " +
      "`X-Forwarded-For` names the client's address",
  }),
  ...shared.databaseFields,
  ...databaseTlsFields,
  ...temporalFields,
  taskQueue: shared.taskQueue,
  ...timeFields,
  provider: shared.provider,
  marketData: shared.marketData,
  pricesFile: shared.pricesFile,
  retentionDays: shared.retentionDays,
  traceUrlTemplate: optional("TRACE_URL_TEMPLATE", linkTemplate("traceId", traceExample), {
    about: "address of a trace in your tracing tool, with `{traceId}` in it",
    unset: "traces have no link",
    example: traceExample,
  }),
  workflowUrlTemplate: optional(
    "WORKFLOW_URL_TEMPLATE",
    linkTemplate("workflowId", workflowExample),
    {
      about:
        "address of a workflow in Temporal's UI, with `{workflowId}` in it, for `Live.workflowUrl`",
      unset: "workflows have no link",
      example: workflowExample,
    },
  ),
  console: field("CONSOLE", oneOf("on", "off"), {
    default: "on",
    about: "`off`: the console at `/console` is not served, and `/` leads to `/graphql`",
  }),
  consoleFiles: optional("CONSOLE_FILES", path, {
    readsFile: true,
    about: "set by `deno task start` and in the image: the folder with the built console",
    unset: "no console is served",
  }),
  startFile: optional("START_FILE", path, {
    readsFile: true,
    about: "set by `deno task start`: the file with the state of its processes",
  }),
  ...metricsFields,
  metricsExporter: optional("OTEL_METRICS_EXPORTER", text("none"), {
    about: "`none`: no metrics are pushed to the collector",
  }),
  ...logFields,
};

/** The configuration of the API process. */
export type ApiConfig = ReturnType<typeof loadApiConfig>;

/** Reads the configuration of the API; `read` reads a text file. Throws a ConfigError with every fault. */
export const loadApiConfig = (env: Env, read: ReadText = () => "") =>
  readConfig("API", apiFields, env, read, (values, context) => {
    const { host, trustedNetwork, databaseUrl, databasePoolUrl } = values;
    const auth = readAuth(values, host, context);
    if (!trustedNetwork) checkBinding(host, auth, context.fault);
    if (auth.mode !== "LOCAL" && values.authSecret === null) {
      context.fault(
        "AUTH is set without AUTH_SECRET; set AUTH_SECRET to 32 random characters or more",
      );
    }
    return {
      ...values,
      auth,
      databaseUrl: withDatabaseTls("DATABASE_URL", databaseUrl, context),
      databasePoolUrl: databasePoolUrl &&
        withDatabaseTls("DATABASE_POOL_URL", databasePoolUrl, context),
      temporal: readTemporalConnection(values, context),
      times: valuesOf(timeFields, values),
      tenantDefaults: valuesOf(tenantLimitFields, values),
      sampleMarketData: values.marketData === "sample",
      metrics: readMetricsListener(values, context.fault),
      pushesMetrics: values.metricsExporter !== "none",
    };
  });
