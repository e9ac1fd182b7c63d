/**
 * What a route writes before the name of a header that has to replace the one every answer gets, or
 * that Next drops (a length). lib/cli/request-guard.ts puts it in the real one's place.
 */
export const FILE_HEADER = "x-file-";
