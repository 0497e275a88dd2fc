"""Writing reviews, changes and what follows from them."""

from apps.reviews.services.opening import open_reviews

__all__ = ["open_reviews"]
