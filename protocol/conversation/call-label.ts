/** The label by which a model can cite a tool result: by its number among the tool calls of its turn, the first is 1. */
export const callLabel = (number: number): string => `c${number}`;
