import { updates } from "@/lib/read-api/updates";
import { serve } from "../../../serve";

export const GET = serve(updates);
