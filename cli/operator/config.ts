import { type Env, optional } from "../../protocol/config/field.ts";
import { pattern } from "../../protocol/config/kinds.ts";
import { readConfig } from "../../protocol/config/read-config.ts";
import type { ReadText } from "../../protocol/config/secret-files.ts";
import { loadMigrateConfig } from "../../worker/migrate/config.ts";

const fields = {
  authSecret: optional("AUTH_SECRET", pattern(/^\S{32,}$/, "the AUTH_SECRET of the API"), {
    secret: true,
    about: "as the API's",
    unset: "no keys can be made",
  }),
};

/** The database as its owner, and the API's secret: what the tasks of `tasks.ts` need. Throws a ConfigError. */
export function loadOperatorConfig(env: Env, read: ReadText) {
  const { databaseUrl } = loadMigrateConfig(env, read);
  return readConfig("operator", fields, env, read, ({ authSecret }) => ({
    databaseUrl,
    authSecret,
  }));
}
