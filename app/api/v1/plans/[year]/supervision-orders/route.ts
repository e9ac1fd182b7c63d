import { orders } from "@/lib/read-api/orders";
import { serve } from "../../../serve";

export const GET = serve(orders);
