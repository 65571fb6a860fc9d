// How the worker reaches Temporal: connects with each environment of the argument (JSON) and prints `ok` or `refused`.
import { readFileSync } from "node:fs";
import process from "node:process";
import { NativeConnection } from "@temporalio/worker";
import { readTemporalConnection } from "../../protocol/temporal-connection.ts";
import { temporalPeer } from "../../protocol/temporal-options.ts";

const fail = (text: string): never => {
  throw new Error(text);
};
for (const env of JSON.parse(process.argv[2] ?? "[]")) {
  const temporal = readTemporalConnection(env, (path) => readFileSync(path, "utf8"), fail);
  const connected = NativeConnection.connect(temporalPeer(temporal));
  const word = await connected.then(() => "ok", () => "refused");
  console.log(word);
}
process.exit();
