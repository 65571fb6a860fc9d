/** Cost of a text of a message or a report, in points: it can have 32,000 characters, which are encoded and sent. */
export const textCost = 2;
