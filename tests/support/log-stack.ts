import { type Stack, startStack } from "../../cli/stack/stack.ts";
import { connect, type Sql } from "../../store/mod.ts";
import { registerAnalyst } from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { writeOne } from "../../store/testing/write.ts";
import { Api } from "./api.ts";
import { sharedServers } from "./shared-servers.ts";

/** PostgreSQL and the API alone: a test writes into the log itself, as fast as it likes. */
export interface LogStack extends AsyncDisposable {
  stack: Stack;
  api: Api;
  sql: Sql;
  /** Begins an answer in a new conversation. */
  open(): Promise<OpenAnswer>;
  /** Memory of the API process that is resident now, KiB. */
  memory(): Promise<number>;
}

/** An answer that is being written. */
export interface OpenAnswer {
  conversationId: string;
  /** Its text so far. */
  text(): string;
  /** Commits more of it, each piece as a chunk of its own, together. */
  write(...pieces: string[]): Promise<void>;
  /** Commits it as whole, and with it its turn. */
  end(): Promise<void>;
}

/** Starts it; `api` are further variables of the API. */
export async function startLogStack(api: Record<string, string> = {}): Promise<LogStack> {
  const home = await Deno.makeTempDir({ prefix: "tramontane-log-" });
  const servers = sharedServers();
  const place = await servers?.createPlace();
  const env = {
    ...Deno.env.toObject(),
    MISTRAL_API_KEY: "",
    DATABASE_URL: place?.databases.api ?? "",
    MIGRATION_DATABASE_URL: place?.databases.owner ?? "",
  };
  const stack = await startStack({
    home,
    env,
    parts: ["postgres", "api"],
    supervise: false,
    partEnv: { api },
  });
  const sql = connect(stack.urls.database, { name: "test" });
  await registerAnalyst(sql);
  return {
    stack,
    api: new Api(stack.urls.graphql),
    sql,
    open: () => openAnswer(sql),
    memory: () => residentOf(stack.processes().find((p) => p.name === "api")?.pid ?? 0),
    [Symbol.asyncDispose]: async () => {
      await sql.end({ timeout: 1 });
      await stack.destroy();
      if (place) await servers?.dropPlace(place.name);
    },
  };
}

async function openAnswer(sql: Sql): Promise<OpenAnswer> {
  const play = player(sql);
  const ref = await play.start();
  const call = await play.claim(ref);
  let said = "Well.";
  const entryId = await play.saying(call, said);
  return {
    conversationId: ref.conversationId,
    text: () => said,
    write: async (...pieces) => {
      const chunks = pieces.map((text) => {
        const offset = said.length;
        said += text;
        return { entryId, part: 0, kind: "TEXT" as const, offset, text };
      });
      const outcome = await writeOne(sql, call, [], chunks);
      if (outcome !== "written") throw new Error(`not written: ${outcome}`);
    },
    end: async () => void await play.end(call, entryId, said),
  };
}

async function residentOf(pid: number): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", `${pid}`] })
    .output();
  return Number(new TextDecoder().decode(stdout));
}
