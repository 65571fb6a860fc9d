// `deno task doctor`: what this machine has and lacks, one line each with its fix. Exit code 1 when
// something keeps Tramontane from starting.
import { findingLines } from "../doctor/finding.ts";
import { examine } from "../doctor/examine.ts";
import { withDotenv } from "../config/dotenv.ts";
import { here } from "../config/load-config-or-exit.ts";
import { requireKnownArguments } from "../options/known-arguments.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { textStyle } from "../terminal/text-style.ts";

requireKnownArguments("doctor");
const env = await withDotenv(Deno.env.toObject(), repositoryRoot);
const findings = await examine(await here(), env, repositoryRoot);
console.log(findingLines(textStyle(Deno.stdout.isTerminal(), Deno.noColor), findings).join("\n"));
Deno.exit(findings.some(({ state }) => state === "bad") ? 1 : 0);
