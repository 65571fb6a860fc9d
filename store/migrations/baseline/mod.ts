import { agent } from "./agent.ts";
import { approval } from "./approval.ts";
import { call } from "./call.ts";
import { conversation } from "./conversation.ts";
import { draft } from "./draft.ts";
import { entry } from "./entry.ts";
import { file } from "./file.ts";
import { idempotency } from "./idempotency.ts";
import { log } from "./log.ts";
import { mcp } from "./mcp.ts";
import { partition } from "./partition.ts";
import { research } from "./research.ts";
import { turn } from "./turn.ts";

/** The schema of 0.2.0, by noun, each after what it refers to. */
export const baseline: string = [
  ...[
    log,
    partition,
    draft,
    idempotency,
    agent,
    mcp,
    conversation,
    turn,
    call,
    entry,
    approval,
    file,
    research,
  ],
].join("\n");
