"""Model fields of our own."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from apps.core.crypto import decrypt, encrypt


class EncryptedTextField(models.TextField):
    """Text that lies encrypted in the database (SM4-GCM) and is plain in Python. "" and null stay as they are.

    `purpose` separates columns from each other: the ciphertext of one does not open in another. Such a column
    is never searched; beside what must be found stands a blind index (`core.crypto.blind_index`).
    """

    description = "加密文本"

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def from_db_value(self, value, expression, connection):
        return decrypt(value, self.purpose) if value else value

    def get_db_prep_save(self, value, connection):
        text = super().get_db_prep_save(value, connection)
        return encrypt(text, self.purpose) if isinstance(text, str) and text else text

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted; search its blind index instead.")
        return super().get_lookup(lookup_name)
