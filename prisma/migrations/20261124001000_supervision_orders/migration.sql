-- CreateEnum
CREATE TYPE "order_grade" AS ENUM ('BLUE', 'YELLOW', 'RED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notification_kind" ADD VALUE 'ORDER';
ALTER TYPE "notification_kind" ADD VALUE 'ORDER_REPLY';

-- CreateTable
CREATE TABLE "supervision_orders" (
    "directive_id" INTEGER NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "point_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "grade" "order_grade" NOT NULL,
    "number" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "supervision_orders_pkey" PRIMARY KEY ("directive_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "supervision_orders_plan_id_grade_number_key" ON "supervision_orders"("plan_id", "grade", "number");

-- CreateIndex
CREATE UNIQUE INDEX "supervision_orders_point_id_city_id_ordinal_key" ON "supervision_orders"("point_id", "city_id", "ordinal");

-- AddForeignKey
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_directive_id_fkey" FOREIGN KEY ("directive_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
