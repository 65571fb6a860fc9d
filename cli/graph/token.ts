import { optional } from "../../protocol/config/field.ts";
import { pattern } from "../../protocol/config/kinds.ts";
import type { Env } from "../../protocol/config/field.ts";
import { ConfigError, readField } from "../../protocol/config/read-config.ts";
import { type ReadText, withSecretFiles } from "../../protocol/config/secret-files.ts";

/** The token that commands send to the API. */
export const tokenField = {
  ...optional("TRAMONTANE_TOKEN", pattern(/^[\x21-\x7e]+$/, "an API key or a token of an issuer"), {
    secret: true,
    about: "an API key or a token, which commands that call the API send",
    unset: "none",
  }),
};

/** The token of an environment; null: none is sent. A file is read at each call, so that it can have a fresh one. */
export function tokenOf(env: Env, read: ReadText): string | null {
  const faults: string[] = [];
  const fault = (text: string) => void faults.push(text);
  const { variable } = tokenField;
  const token = readField(tokenField, withSecretFiles(env, [variable], read, fault), fault);
  if (faults.length > 0) throw new ConfigError("command", faults);
  return token;
}
