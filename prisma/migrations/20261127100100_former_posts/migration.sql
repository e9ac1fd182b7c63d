-- CreateTable
CREATE TABLE "former_posts" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "post" TEXT NOT NULL,
    "city_id" INTEGER,
    "ends_on" DATE NOT NULL,
    "changed_by_id" INTEGER NOT NULL,

    CONSTRAINT "former_posts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "former_posts_account_id_ends_on_id_idx" ON "former_posts"("account_id", "ends_on", "id");

-- AddForeignKey
ALTER TABLE "former_posts" ADD CONSTRAINT "former_posts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_posts" ADD CONSTRAINT "former_posts_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_posts" ADD CONSTRAINT "former_posts_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
