/** The database channel on which open pages are woken: account ids, separated by commas. */
export const MESSAGE_CHANNEL = "portal_messages";
/** The channel on which open boards are woken, by a trigger on plans: the plan's id and its revision. */
export const PLAN_CHANNEL = "portal_plans";
