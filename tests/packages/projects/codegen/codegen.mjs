import { codegenFor } from "@tramontane/client/codegen";

const paths = { schema: "schema.graphql", documents: ["operations.graphql"] };
const strings = codegenFor({ ...paths, into: "strings/" });
const nodes = codegenFor({ ...paths, into: "nodes/", library: "apollo" });

export default { ...strings, generates: { ...strings.generates, ...nodes.generates } };
