// The permissions that the API needs as it is configured, one flag of `deno run` a line.
import { apiFiles, loadApiConfig } from "../../src/config.ts";
import { denoRunFlags } from "../../src/permissions.ts";
import { printFlags } from "./print-flags.ts";

printFlags((env, read) => denoRunFlags({ ...loadApiConfig(env, read), files: apiFiles(env) }));
