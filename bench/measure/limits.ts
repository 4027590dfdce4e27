// What takes longer than this for one decision, in milliseconds, is left out.

export const TOO_LONG = 50;
