import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startIdentityStack } from "../support/identity.ts";
import { refusals, transports } from "../support/bearer-transports.ts";

const t = await startIdentityStack({ parts: ["postgres", "temporal", "sandbox", "api"] });
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;
const query = "{ serverInfo { authentication } }";

for (const [name, run] of Object.entries(transports)) {
  test(`${name}: a token of the issuer is accepted, and a missing one is not`, async () => {
    const token = await t.tokenOf({ roles: ["member"] });
    assert.deepEqual(await run(url, token, query), {
      data: { serverInfo: { authentication: "OIDC" } },
    });
    const { code } = await run(url, null, query);
    assert.ok(refusals[name as keyof typeof refusals].includes(code ?? ""), String(code));
  });
}
