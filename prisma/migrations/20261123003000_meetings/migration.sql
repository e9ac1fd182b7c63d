-- AlterEnum
ALTER TYPE "notification_kind" ADD VALUE 'RESOLVED';

-- CreateEnum
CREATE TYPE "action_item_origin" AS ENUM ('DOCUMENT', 'MEETING');

-- AlterTable
ALTER TABLE "action_items" ADD COLUMN     "added_on" DATE,
ADD COLUMN     "due_on" DATE,
ADD COLUMN     "meeting_id" INTEGER,
ADD COLUMN     "origin" "action_item_origin" NOT NULL DEFAULT 'DOCUMENT',
ADD COLUMN     "removed_on" DATE;

-- CreateTable
CREATE TABLE "action_item_units" (
    "action_item_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "action_item_units_pkey" PRIMARY KEY ("action_item_id","unit_id")
);

-- CreateTable
CREATE TABLE "meetings" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "place" TEXT NOT NULL,
    "attendance" TEXT NOT NULL,
    "opened_by_id" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" INTEGER,
    "closed_at" TIMESTAMPTZ(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "meetings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "action_item_units_unit_id_idx" ON "action_item_units"("unit_id");

-- CreateIndex
CREATE INDEX "meetings_plan_id_held_on_idx" ON "meetings"("plan_id", "held_on" DESC);

-- CreateIndex
CREATE INDEX "action_items_meeting_id_idx" ON "action_items"("meeting_id");

-- AddForeignKey
ALTER TABLE "action_items" ADD CONSTRAINT "action_items_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item_units" ADD CONSTRAINT "action_item_units_action_item_id_fkey" FOREIGN KEY ("action_item_id") REFERENCES "action_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item_units" ADD CONSTRAINT "action_item_units_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;
