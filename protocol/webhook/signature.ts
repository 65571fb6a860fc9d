import { Buffer } from "node:buffer";
import { createHmac, hkdfSync } from "node:crypto";

/** How the text of a secret begins, by Standard Webhooks. */
const prefix = "whsec_";

/** What a secret is derived from, besides the key of the deployment. */
export interface SecretParts {
  tenant: string;
  webhookId: string;
  /** Random; kept with the record of the secret. */
  salt: Uint8Array;
}

/**
 * The secret of a webhook, as its receiver is given it. It follows from WEBHOOK_KEY and its parts, so that it is stored
 * nowhere: a database or a backup alone signs nothing.
 */
export function webhookSecret(key: string, { tenant, webhookId, salt }: SecretParts): string {
  const info = `tramontane webhook ${tenant} ${webhookId}`;
  return prefix + Buffer.from(hkdfSync("sha256", key, salt, info, 32)).toString("base64");
}

/** Says which WEBHOOK_KEY a secret was derived from, without saying anything about either. */
export function keyCheck(key: string, salt: Uint8Array): string {
  return Buffer.from(hkdfSync("sha256", key, salt, "tramontane webhook key check", 16))
    .toString("hex");
}

/** One message as it is signed. `at`: the time of the attempt. */
export interface SignedMessage {
  id: string;
  at: Date;
  body: string;
}

/** The headers of a message by Standard Webhooks 1.0, with a signature of each secret. */
export function signedHeaders(
  { id, at, body }: SignedMessage,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = `${Math.floor(at.getTime() / 1_000)}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    const hash = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${hash}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
