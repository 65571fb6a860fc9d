import { type Env, field, optional } from "../protocol/config/field.ts";
import { path, port, text, wholeNumber } from "../protocol/config/kinds.ts";
import { readConfig } from "../protocol/config/read-config.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import * as shared from "../protocol/config/shared-fields.ts";

/** The variables that the sandbox reads. */
export const sandboxFields = {
  home: field("SANDBOX_HOME", path, { about: "folder of its state" }),
  host: shared.host("SANDBOX_HOST", "its address; another one than loopback needs `SANDBOX_TOKEN`"),
  port: field("SANDBOX_PORT", port, { default: 0, about: "its port", unset: "a free one" }),
  allowedHosts: shared.allowedHosts("SANDBOX_ALLOWED_HOSTS"),
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
    shared.checkHost({ variable: "SANDBOX_HOST", host, token }, fault);
    const pace = { tokensPerSecond, firstTokenMs };
    return { host, allowedHosts, port, home, token: token ?? undefined, pace };
  });
