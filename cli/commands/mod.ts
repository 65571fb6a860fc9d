import type { Command } from "../command/command.ts";
import { agents } from "./agents.ts";
import { approvals } from "./approvals.ts";
import { audit } from "./audit.ts";
import { backup } from "./backup.ts";
import { build } from "./build.ts";
import { bundleDebug } from "./bundle-debug.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { eraseTenant } from "./erase-tenant.ts";
import { evals } from "./evals.ts";
import { example } from "./example.ts";
import { issuer } from "./issuer.ts";
import { keys } from "./keys.ts";
import { logs } from "./logs.ts";
import { play } from "./play.ts";
import { quotas } from "./quotas.ts";
import { raiseEpoch } from "./raise-epoch.ts";
import { record } from "./record.ts";
import { research } from "./research.ts";
import { reset } from "./reset.ts";
import { restore } from "./restore.ts";
import { schedules } from "./schedules.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";
import { stop } from "./stop.ts";
import { tail } from "./tail.ts";
import { webhooks } from "./webhooks.ts";

/** All subcommands, in the order of `--help`. */
export const commands: readonly Command[] = [
  start,
  status,
  logs,
  stop,
  reset,
  doctor,
  bundleDebug,
  demo,
  example,
  research,
  schedules,
  approvals,
  tail,
  webhooks,
  agents,
  evals,
  issuer,
  record,
  play,
  backup,
  restore,
  raiseEpoch,
  audit,
  eraseTenant,
  keys,
  quotas,
  build,
];
