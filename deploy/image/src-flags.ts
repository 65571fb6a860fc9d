// The permissions that the API needs as it is configured, one flag of `deno run` a line.
import { apiSecrets, loadApiConfig } from "../../src/config.ts";
import { denoRunFlags } from "../../src/permissions.ts";
import { secretPaths } from "../../telemetry/secret-files.ts";
import { printFlags } from "./print-flags.ts";

printFlags((env, read) =>
  denoRunFlags({ ...loadApiConfig(env, read), secretFiles: secretPaths(env, apiSecrets) })
);
