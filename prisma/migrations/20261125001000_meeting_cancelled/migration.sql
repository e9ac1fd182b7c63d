-- AlterTable
ALTER TABLE "meetings" ADD COLUMN     "cancelled" BOOLEAN NOT NULL DEFAULT false;
