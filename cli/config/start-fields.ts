import { tokenField } from "../graph/token.ts";
import { workerFields } from "../../worker/config.ts";
import { migrateFields } from "../../worker/migrate/config.ts";
import { apiFields, authFields } from "../../src/config.ts";
import { asOptional, type Field, field, optional } from "../../protocol/config/field.ts";
import { oneOf, path, pattern, text, wholeNumber } from "../../protocol/config/kinds.ts";
import { webPort } from "../../protocol/config/web-port.ts";
import {
  databaseFields,
  marketData,
  pricesFile,
  taskQueue,
} from "../../protocol/config/shared-fields.ts";
import { databaseTlsFields } from "../../protocol/config/database-tls.ts";
import { temporalFields } from "../../protocol/temporal/temporal-connection.ts";
import { logFields } from "../../telemetry/log-options.ts";
import { metricsFields } from "../../telemetry/export/config.ts";

/** The same secret, optional, and without a file: a start passes it to its processes itself. */
const inVariable = <T>(secret: Field<T>) => ({ ...asOptional(secret), fromFile: false });

const { temporalAddress, temporalUnverified: _, ...temporalRest } = temporalFields;
const { endpoint, protocol, content, logsExporter } = workerFields;

const model = {
  // A header cannot contain other characters.
  apiKey: {
    ...inVariable(workerFields.apiKey),
    kind: pattern(/^[\x21-\x7e]+$/, "the key of your Mistral account, without blanks"),
    about: "key of your Mistral account",
  },
  serverUrl: workerFields.serverUrl,
  tenantConfig: workerFields.tenantConfig,
  pricesFile,
};

const servers = {
  databaseUrl: inVariable(databaseFields.databaseUrl),
  migrationDatabaseUrl: inVariable(migrateFields.migrationDatabaseUrl),
  ...databaseTlsFields,
  temporalAddress: asOptional(temporalAddress),
  ...temporalRest,
  taskQueue,
};

const telemetry = {
  endpoint,
  headers: inVariable(optional("OTEL_EXPORTER_OTLP_HEADERS", text("name=value, ..."), {
    about: "headers for the collector",
    secret: true,
    example: "Authorization=...",
  })),
  protocol,
  sampler: optional("OTEL_TRACES_SAMPLER", text("a sampler"), {
    about: "which traces are recorded",
    example: "parentbased_traceidratio",
  }),
  samplerArgument: optional("OTEL_TRACES_SAMPLER_ARG", text("a number"), {
    about: "0.05: one trace in twenty",
    example: "0.05",
  }),
  content,
  traceUrlTemplate: apiFields.traceUrlTemplate,
  workflowUrlTemplate: apiFields.workflowUrlTemplate,
  metricsPort: {
    ...metricsFields.metricsPort,
    about: "first of the ports at which Prometheus scrapes the processes; 0: free ones",
    example: "9464",
  },
  logsExporter,
  logLevel: logFields.logLevel,
};

const access = {
  ...authFields,
  authSecret: {
    ...apiFields.authSecret,
    unset: "a start makes one and keeps it in its state folder",
  },
  sessionKey: {
    ...apiFields.sessionKey,
    unset: "a start makes one and keeps it in its state folder",
  },
  webhookKey: {
    ...apiFields.webhookKey,
    unset: "a start makes one and keeps it in its state folder",
  },
  webhookLoopback: apiFields.webhookLoopback,
};

/** The variables of a start, under the headings of `.env.example`. */
export const startSections = {
  "Address and state": {
    port: field("PORT", webPort, {
      default: 4000,
      about: "port of the API; the others take free ones",
    }),
    host: field("HOST", text("a host name or IP address"), {
      default: "127.0.0.1",
      about: "address of the API; another one than loopback needs AUTH",
    }),
    allowedOrigins: {
      ...apiFields.allowedOrigins,
      example: "http://localhost:5173,http://localhost:3000",
    },
    console: { ...apiFields.console, example: "off" },
    home: field("TRAMONTANE_HOME", path, {
      default: ".tramontane",
      about: "state folder; start, stop and status with another one are separate from each other",
    }),
  },
  "Who may use the API: docs/authentication.md": access,
  "Model. Without a key, answers come from the emulator and say so": model,
  "Market data": { marketData },
  "Your own servers in place of the embedded ones": servers,
  "Telemetry: docs/observability.md": telemetry,
  "Commands": {
    token: tokenField,
    auditRetentionDays: optional("AUDIT_RETENTION", wholeNumber(1, 99_999), {
      about: "days for which the command `audit prune` keeps events; unset, for ever",
      example: "3650",
    }),
  },
  "Programs": {
    node: optional("TRAMONTANE_NODE", path, {
      about: "Node 24 or newer, where it is not on PATH; unset, a start fetches it once",
      example: "/opt/node-24/bin/node",
    }),
    temporalCli: optional("TEMPORAL_CLI_PATH", path, {
      about: "Temporal's command line, where it is neither on PATH nor cached",
      example: "/usr/local/bin/temporal",
    }),
    temporalServer: field("TEMPORAL_SERVER", oneOf("dev", "postgres"), {
      default: "dev",
      about: "`postgres` runs Temporal's own server, as a cluster does, on the same PostgreSQL; " +
        "it is built with Go, once, unless TEMPORAL_SERVER_FOLDER is set",
    }),
    temporalServerFolder: optional("TEMPORAL_SERVER_FOLDER", path, {
      about: "folder with the programs `server` and `sql` of Temporal's server",
      example: "/opt/temporal",
    }),
  },
};

/** The variables that a start reads. */
export const startFields = {
  ...startSections["Address and state"],
  ...access,
  ...model,
  marketData,
  ...servers,
  ...telemetry,
  ...startSections.Commands,
  ...startSections.Programs,
};
