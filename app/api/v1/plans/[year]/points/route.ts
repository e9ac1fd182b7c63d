import { points } from "@/lib/read-api/points";
import { serve } from "../../../serve";

export const GET = serve(points);
