// Prints the permissions that the API needs with this configuration, one flag of `deno run` per line.
import { loadApiConfig } from "../../src/config.ts";
import { denoRunFlags } from "../../src/permissions.ts";
import { printFlags } from "./print-flags.ts";

printFlags((env, read) => denoRunFlags(loadApiConfig(env, read), env));
