import { generateKeyPairSync } from "node:crypto";
import { randomSecret } from "../../cli/stack/secrets.ts";

/** The files of an API server's credentials. */
export interface Credentials {
  /** Bearer tokens and whose they are. */
  tokens: string;
  /** The key that signs tokens of service accounts. */
  accounts: string;
  /** The configuration of kubectl for an administrator. */
  kubeconfig: string;
}

/** Writes the credentials for a new API server at this address into a folder. */
export async function writeCredentials(
  folder: string,
  server: string,
  certificate: string,
): Promise<Credentials> {
  const token = randomSecret();
  const write = async (name: string, text: string) => {
    await Deno.writeTextFile(`${folder}/${name}`, text, { mode: 0o600 });
    return `${folder}/${name}`;
  };
  const kubeconfig = {
    ...{ apiVersion: "v1", kind: "Config", "current-context": "test" },
    clusters: [{ name: "test", cluster: { server, "certificate-authority": certificate } }],
    users: [{ name: "administrator", user: { token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "administrator" } }],
  };
  return {
    tokens: await write("tokens.csv", `${token},administrator,administrator,system:masters\n`),
    accounts: await write("accounts.pem", newKey()),
    kubeconfig: await write("kubeconfig.json", JSON.stringify(kubeconfig)),
  };
}

// In the older of two forms: the server derives the public key from no other one.
function newKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "sec1", format: "pem" }).toString();
}
