"""The product: one package per floor of the house; README draws it."""
