import { unit } from "@/lib/read-api/units";
import { serve } from "../../../../serve";

export const GET = serve(unit);
