import { type Env, field, optional } from "../protocol/config/field.ts";
import { hostList, path, port, text, wholeNumber } from "../protocol/config/kinds.ts";
import { readConfig } from "../protocol/config/read-config.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import { isLoopback } from "../protocol/net/loopback.ts";

/** The variables that the sandbox reads. */
export const sandboxFields = {
  home: field("SANDBOX_HOME", path, { about: "folder of its state" }),
  host: field("SANDBOX_HOST", text("a host name or IP address"), {
    default: "127.0.0.1",
    about: "address that it binds; any other than loopback needs `SANDBOX_TOKEN`",
  }),
  port: field("SANDBOX_PORT", port, { default: 0, about: "its port", unset: "a free one" }),
  allowedHosts: field("SANDBOX_ALLOWED_HOSTS", hostList, {
    default: "",
    unset: "none",
    about:
      "further values of `Host` that requests may have, separated by commas: `name` with any port, or `name:port`",
  }),
  token: optional("SANDBOX_TOKEN", text("a token"), {
    secret: true,
    about: "bearer token that `/control` requires",
  }),
  tokensPerSecond: field("SANDBOX_TOKENS_PER_SECOND", wholeNumber(0, 1_000_000), {
    default: 60,
    about: "speed of its answers; 0: without delay",
  }),
  firstTokenMs: field("SANDBOX_FIRST_TOKEN_MS", wholeNumber(0, 600_000), {
    default: 200,
    about: "delay of the first token of an answer, ms",
  }),
};

/** The configuration of the sandbox. */
export type SandboxConfig = ReturnType<typeof loadSandboxConfig>;

/** Reads the configuration of the sandbox; `read` reads a text file. Throws a ConfigError with every fault. */
export const loadSandboxConfig = (env: Env, read: ReadText = () => "") =>
  readConfig("sandbox", sandboxFields, env, read, (values, { fault }) => {
    const { host, port, home, allowedHosts, token, tokensPerSecond, firstTokenMs } = values;
    if (!isLoopback(host) && token === null) {
      fault(
        `SANDBOX_HOST is "${host}", which others can reach; set SANDBOX_TOKEN, or use 127.0.0.1`,
      );
    }
    const pace = { tokensPerSecond, firstTokenMs };
    return { host, allowedHosts, port, home, token: token ?? undefined, pace };
  });
