"""Settings, URLs, the Celery application and the launcher."""
