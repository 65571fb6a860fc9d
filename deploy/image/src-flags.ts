// The permissions that the API needs as it is configured, one flag of `deno run` a line.
import { temporalFilePaths } from "../../protocol/temporal-connection.ts";
import { apiSecrets, loadApiConfig } from "../../src/config.ts";
import { denoRunFlags } from "../../src/permissions.ts";
import { secretPaths } from "../../telemetry/secret-files.ts";
import { printFlags } from "./print-flags.ts";

printFlags((env, read) => {
  const files = [...secretPaths(env, apiSecrets), ...temporalFilePaths(env)];
  return denoRunFlags({ ...loadApiConfig(env, read), files });
});
