import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** A key that signs and verifies session tokens. Its id is the thumbprint of RFC 7638. */
export interface SessionKey {
  kid: string;
  private: KeyObject;
  public: KeyObject;
}

const pemBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/g;

/**
 * The keys in a PEM text, of which the first signs and all verify: to rotate, put a new one before the old one, and
 * remove the old one after the longest lifetime of a token. Null if there is none, or one is no private key on P-256.
 */
export function readSessionKeys(pem: string): SessionKey[] | null {
  const keys = (pem.match(pemBlock) ?? []).map(readSessionKey);
  return keys.length > 0 && keys.every((key) => key !== null) ? keys : null;
}

function readSessionKey(block: string): SessionKey | null {
  try {
    const key = createPrivateKey(block);
    if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") return null;
    const verifies = createPublicKey(key);
    return { kid: thumbprint(verifies), private: key, public: verifies };
  } catch {
    return null; // it is a secret, so the fault names the variable alone
  }
}

function thumbprint(key: KeyObject): string {
  const { crv, kty, x, y } = key.export({ format: "jwk" });
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}
