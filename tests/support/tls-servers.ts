import { dirname } from "node:path";
import { postgresPlace } from "../../cli/stack/postgres/folders.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { type Stack, startStack } from "../../cli/stack/stack.ts";
import { connect } from "../../store/mod.ts";
import { makeCertificates } from "./certificates.ts";

/** A PostgreSQL and a Temporal with TLS, like external servers. */
export interface TlsServers extends AsyncDisposable {
  /** Folder of `ca.pem`, `other.pem`, `client.pem` and `client.key`. */
  certificates: string;
  /** For `localhost`, the name in the server's certificate; without parameters of TLS. */
  databaseUrl: string;
  /** The same for the roles of API and worker. */
  roleUrls: { api: string; worker: string };
  /** `localhost:port`; asks for a certificate of the authority, and for this key. */
  temporalAddress: string;
  apiKey: string;
  /** How many calls came without the key. */
  unauthorized(): number;
}

/** Starts both, and nothing else of the product. */
export async function startTlsServers(): Promise<TlsServers> {
  const home = await Deno.makeTempDir({ prefix: "tramontane-tls-" });
  const certificates = await Deno.makeTempDir({ prefix: "tramontane-certificates-" });
  const env = { ...Deno.env.toObject(), DATABASE_URL: "", TEMPORAL_ADDRESS: "" };
  const [stack] = await Promise.all([
    startStack({ home, env, parts: ["postgres", "temporal"], supervise: false }),
    makeCertificates(certificates),
  ]);
  await encrypt(stack, certificates);
  const byName = (url: string) => url.replace("127.0.0.1", "localhost");
  const { database, databases: { api, worker } } = stack.urls;
  const apiKey = crypto.randomUUID();
  const gate = await startGate([stack.urls.temporal, certificates, apiKey]);
  return {
    certificates,
    databaseUrl: byName(database),
    roleUrls: { api: byName(api), worker: byName(worker) },
    temporalAddress: `localhost:${gate.port}`,
    apiKey,
    unauthorized: gate.unauthorized,
    [Symbol.asyncDispose]: async () => {
      await gate.stop();
      await stack.destroy();
      await Deno.remove(certificates, { recursive: true });
    },
  };
}

/** Enables TLS on the running server. */
async function encrypt({ urls, home }: Stack, certificates: string): Promise<void> {
  const { data, user } = await postgresPlace(home.path);
  for (const name of ["server.pem", "server.key"]) {
    await Deno.copyFile(`${certificates}/${name}`, `${data}/${name}`);
    await Deno.chmod(`${data}/${name}`, 0o600);
    if (user) await runCommand("chown", [`${user.uid}:${user.gid}`, `${data}/${name}`]);
  }
  const sql = connect(urls.database, { name: "test", max: 1 });
  await sql.unsafe("alter system set ssl_cert_file = 'server.pem'");
  await sql.unsafe("alter system set ssl_key_file = 'server.key'");
  await sql.unsafe("alter system set ssl = on");
  await sql.unsafe("select pg_reload_conf()");
  await sql.end({ timeout: 1 });
}

async function startGate(args: string[]) {
  const script = `${repositoryRoot}/tests/support/tls-temporal.mjs`;
  const child = new Deno.Command((await ownNode()).path, {
    args: [script, ...args],
    cwd: dirname(script),
    stdout: "piped",
  }).spawn();
  let port = 0;
  let unauthorized = 0;
  const listening = Promise.withResolvers<void>();
  const lines = child.stdout.pipeThrough(new TextDecoderStream());
  const reading = (async () => {
    for await (const text of lines) {
      const [, found] = /^(\d+)$/m.exec(text) ?? [];
      if (found) listening.resolve(void (port = Number(found)));
      unauthorized += text.match(/unauthorized/g)?.length ?? 0;
    }
  })();
  await listening.promise;
  return {
    port,
    unauthorized: () => unauthorized,
    stop: async () => {
      child.kill("SIGKILL");
      await child.status;
      await reading;
    },
  };
}
