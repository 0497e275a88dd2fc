"""`make chaos`: a month of payments on the product's own processes while they are killed."""
