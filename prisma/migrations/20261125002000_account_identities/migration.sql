-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "by_identity" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "account_identities" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_identities_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_identities_issuer_subject_key" ON "account_identities"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "account_identities_account_id_issuer_key" ON "account_identities"("account_id", "issuer");

-- AddForeignKey
ALTER TABLE "account_identities" ADD CONSTRAINT "account_identities_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
