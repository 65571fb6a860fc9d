/** Ports of the examples' dev servers: those of the origins that a local API allows by default. */
export const examplePorts = {
  "react-chat": 5173,
  "nextjs-ai-sdk": 3000,
} as const;

/** The folder of an example below `examples/`. */
export type ExampleName = keyof typeof examplePorts;

/** All examples. */
export const exampleNames = Object.keys(examplePorts) as ExampleName[];

/** Whether there is an example of this name. */
export const isExample = (name: string): name is ExampleName => name in examplePorts;
