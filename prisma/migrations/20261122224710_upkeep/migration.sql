-- DropIndex
DROP INDEX "deliveries_channel_target_business_on_key";

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "about" TEXT NOT NULL DEFAULT 'digest',
ADD COLUMN     "sending_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "sign_off_duty_id" INTEGER;

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "evidence_names" (
    "assignment_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "last_version" INTEGER NOT NULL,

    CONSTRAINT "evidence_names_pkey" PRIMARY KEY ("assignment_id","period_id","name")
);

-- CreateTable
CREATE TABLE "sign_in_addresses" (
    "address" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_addresses_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "upkeep_runs" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "evidence_files" INTEGER NOT NULL,
    "evidence_missing" INTEGER NOT NULL,
    "evidence_deleted" INTEGER NOT NULL,
    "failures_deleted" INTEGER NOT NULL,
    "sessions_deleted" INTEGER NOT NULL,

    CONSTRAINT "upkeep_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_channel_target_business_on_about_key" ON "deliveries"("channel", "target", "business_on", "about");

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_sign_off_duty_id_fkey" FOREIGN KEY ("sign_off_duty_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;
