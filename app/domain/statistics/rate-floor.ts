/**
 * The least denominator for which a rate is shown as a rate, ranked or judged. 30 is customary in
 * official statistics; below it the 95% interval of a share is more than 30 points wide in the middle.
 */
export const RATE_FLOOR = 30;
