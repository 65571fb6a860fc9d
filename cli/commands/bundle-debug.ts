// `deno task bundle-debug`: one file for an issue, with versions, configuration, state and logs.
// Secrets are masked; look through it all the same before you show it.
import { debugReport } from "../debug/report.ts";
import { examine } from "../doctor/examine.ts";
import { withDotenv } from "../config/dotenv.ts";
import { here } from "../config/load-config-or-exit.ts";
import { requireKnownArguments } from "../options/known-arguments.ts";
import { repositoryRoot } from "../stack/paths.ts";

requireKnownArguments("bundle-debug");
const env = await withDotenv(Deno.env.toObject(), repositoryRoot);
const config = await here();
const findings = await examine(config, env, repositoryRoot);
const name = `tramontane-debug-${
  new Date().toISOString().replaceAll(/[^\dT]/g, "").slice(0, 15)
}.log`;
const report = await debugReport(config.home, env, findings, repositoryRoot);
await Deno.writeTextFile(name, report, { mode: 0o600 });
console.log(`wrote ${name}; secrets are masked, but look through it before you show it`);
