import type { NewApiKey } from "../../protocol/key/commands.ts";
import { requireRecord } from "../errors.ts";
import type { PayloadBuilder } from "../mutation/mutation.ts";
import { ApiKey } from "../refs.ts";

/** Added to the description of the idempotency key of mutations that make a key. */
export const shownOnce =
  "A replay returns the same `apiKey` without `secret`: the key is stored nowhere. Where the answer was lost, revoke it and create another one.";

/** Fields of the payload of mutations that make a key. */
export const newApiKeyFields = (t: PayloadBuilder<NewApiKey>) => ({
  apiKey: t.field({
    type: ApiKey,
    description: "The record of the key.",
    resolve: ({ keyId }, _, { reads }) => requireRecord("API key", reads.apiKey(keyId)),
  }),
  secret: t.exposeString("secret", {
    description:
      "The key, to send as `Authorization: Bearer <key>`. It is shown once: null in a replay.",
    nullable: true,
  }),
});
