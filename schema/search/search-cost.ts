/** Points of a search besides those of its page: its limit of time is that of many reads. */
export const searchCost = 50;
