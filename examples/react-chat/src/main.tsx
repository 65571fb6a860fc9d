import { createClient } from "@tramontane/client";
const client = createClient({ url: new URL("/graphql", location.href).href });
document.body.append(JSON.stringify(await client.request("{ serverInfo { version } }", {})));
