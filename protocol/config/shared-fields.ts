import { isLoopback } from "../net/loopback.ts";
import { field, optional } from "./field.ts";
import { flag, hostList, oneOf, path, pattern, postgresUrl, text, wholeNumber } from "./kinds.ts";
import type { Fault } from "./read-config.ts";

/** The database, for the processes that read and write its rows. */
export const databaseFields = {
  databaseUrl: field("DATABASE_URL", postgresUrl, {
    secret: true,
    about: "PostgreSQL's primary, without a pooler in between",
    example: "postgres://user:password@127.0.0.1:5432/tramontane",
  }),
  databasePoolUrl: optional("DATABASE_POOL_URL", postgresUrl, {
    secret: true,
    about: "the same database through a pooler, for short transactions: [scale.md](scale.md)",
  }),
};

/** The provider is never guessed: an emulated answer must not look real, nor a real one emulated. */
export const provider = field(
  "MODEL_PROVIDER",
  pattern(/^[a-z0-9-]{1,40}$/, "emulator, or a name for your account, such as mistral"),
  {
    about: "`emulator`, or a name for your account at Mistral; new conversations belong to it",
  },
);

/** The list of prices that takes precedence over the built-in one; null: none. */
export const pricesFile = optional("MODEL_PRICES", path, {
  readsFile: true,
  about: "file of your prices, which take precedence over the built-in ones: " +
    "[observability.md](observability.md#prices)",
  example: "prices.json",
});

/** Days after which events and files are deleted. */
export const retentionDays = field("RETENTION_DAYS", wholeNumber(1, 99_999), {
  default: 30,
  about: "days that events and files are kept; workers delete them, APIs report the number",
});

/** Where market data comes from. */
export const marketData = field("MARKET_DATA", oneOf("live", "sample"), {
  default: "sample",
  about: "`live` or `sample` market data",
});

/** The address that a process binds. */
export const host = (variable: string, about: string) =>
  field(variable, text("a host name or IP address"), { default: "127.0.0.1", about });

/** The accepted values of `Host` in addition to those of loopback. */
export const allowedHosts = (variable: string) =>
  field(variable, hostList, {
    default: "",
    unset: "none",
    about: "further accepted values of `Host`, separated by commas: `name`, or `name:port`",
  });

/** Reports a process that others can reach without a token. */
export function checkHost(
  { variable, host, token }: { variable: string; host: string; token: string | null },
  fault: Fault,
): void {
  if (isLoopback(host) || token !== null) return;
  const needed = variable.replace("HOST", "TOKEN");
  fault(`${variable} is "${host}", which others can reach; set ${needed}, or use 127.0.0.1`);
}

/** What webhooks are signed with, and where they may send. */
export const webhookFields = {
  webhookKey: optional(
    "WEBHOOK_KEY",
    pattern(/^\S{32,}$/, "at least 32 random characters without blanks"),
    {
      secret: true,
      about: "key from which the secrets of webhooks are derived, the same for APIs and workers; " +
        "with another one nothing is sent until each secret is rotated",
      unset: "there are no webhooks",
    },
  ),
  webhookLoopback: field("WEBHOOK_LOOPBACK", flag, {
    default: "false",
    about:
      "`true`: webhooks may send to `http://localhost` and `http://127.0.0.1`, for development",
  }),
};

/** Where workers poll for work. */
export const taskQueue = field("TEMPORAL_TASK_QUEUE", text("a name"), {
  default: "tramontane",
  about: "the task queue of the workflows, the same for APIs and workers",
});
