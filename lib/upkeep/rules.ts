/**
 * When the daily clearing runs, as cron writes it in UTC: 3:20 in Shanghai, when nobody reports. A
 * portal that was down then makes up for it when it is up again.
 */
export const UPKEEP_CRON = "20 19 * * *";
export const UPKEEP_LATE = 24 * 3_600_000;
