"""A text that the database holds sealed: opened when it is read, and in no other way shown."""

from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import lookups
from django.db.models.query_utils import DeferredAttribute

from dingdian.records.secrecy.sealing import seal, unseal

if TYPE_CHECKING:
    from django.db.models import TextField as Field
else:
    from django.db.models import Field

SHOWN = "‹sealed›"


class Sealed:
    """One value of a sealed column, shut until its `text` is asked for.

    It is what `values()` gives, and what an instance keeps; an attribute of an instance gives the
    text itself. It shows as ‹sealed›, and is pickled shut.
    """

    __slots__ = ("_body", "_text", "where")

    def __init__(self, where: str, *, body: bytes | None = None, text: str | None = None) -> None:
        self.where = where
        self._body, self._text = body, text

    @property
    def text(self) -> str:
        """In plain; raises Cryptic where its key is missing, or is not its own."""
        if self._text is None:
            self._text = unseal(self._body or b"", self.where)
        return self._text

    @property
    def body(self) -> bytes:
        """As the database keeps it."""
        if self._body is None:
            self._body = seal(self._text or "", self.where)
        return self._body

    def __repr__(self) -> str:
        return SHOWN

    def __reduce__(self) -> tuple[Any, ...]:
        return _from_body, (self.where, self.body)


def _from_body(where: str, body: bytes) -> Sealed:
    return Sealed(where, body=body)


class Opened(DeferredAttribute):
    """The attribute of an instance: shut inside it, open to who asks for it by name."""

    field: "SealedText"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        found = super().__get__(instance, cls)
        return found.text if isinstance(found, Sealed) else found

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = self.field.shut(value)


class SealedText(Field):  # type: ignore[type-arg]  # no class of Django's is subscripted at run time
    """A text that the database holds sealed, under "table.column"; None stays None.

    It cannot be searched, sorted or unique, but by a blind index beside it. `sealed_as` keeps the
    name under which it was sealed where the table or the column is renamed.
    """

    seals = True
    descriptor_class = Opened

    def __init__(self, *words: Any, sealed_as: str = "", **named: Any) -> None:
        self.sealed_as = sealed_as
        super().__init__(*words, **named)

    @property
    def where(self) -> str:
        """The table and column that its values are bound to."""
        return self.sealed_as or f"{self.model._meta.db_table}.{self.column}"

    def shut(self, value: object) -> object:
        """A value as an instance keeps it; an expression is left as it is."""
        if isinstance(value, str):
            return Sealed(self.where, text=value)
        if isinstance(value, Sealed) and value.where != self.where:
            return Sealed(self.where, text=value.text)
        return value

    def deconstruct(self) -> Any:
        name, path, words, named = super().deconstruct()
        return name, path, words, named | ({"sealed_as": self.sealed_as} if self.sealed_as else {})

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What the instance keeps: a value that nobody changed is not sealed a second time."""
        if self.attname in model_instance.__dict__:
            return model_instance.__dict__[self.attname]
        return super().pre_save(model_instance, add)

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 - a field is called so
        prepared: bool = False,  # noqa: ARG002 - a field is called so
    ) -> Any:
        """The sealed bytes. Raises TypeError for what is no text: it would be kept in plain."""
        shut = self.shut(value)
        if isinstance(shut, Sealed):
            return shut.body
        if shut is None:
            return None
        raise TypeError(f"{self} takes a text, not {type(value).__name__}.")

    def from_db_value(self, value: Any, *_: object) -> Sealed | None:
        return None if value is None else Sealed(self.where, body=bytes(value))

    def get_lookup(self, lookup_name: str) -> "type[models.Lookup[Any]] | None":
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        if lookup_name == "exact":
            return OnlyNone
        raise not_searchable(self)

    def get_transform(self, lookup_name: str) -> Any:  # noqa: ARG002 - a field is asked so
        raise not_searchable(self)

    def check(self, **named: Any) -> list[checks.CheckMessage]:
        """Refuses what would compare ciphertexts, which never are equal."""
        found = list(super().check(**named))
        if self.unique or getattr(self, "db_index", False) or self.primary_key:
            says = "A sealed text is not unique or indexed; a blind index beside it is."
            found.append(checks.Error(says, obj=self, id="secrecy.E001"))
        return found

    def value_to_string(self, obj: models.Model) -> str:  # noqa: ARG002 - a field is asked so
        """Refuses: a fixture would hold it in plain."""
        raise TypeError(f"{self} is written to no fixture: back the database and keys/ up.")


class OnlyNone(lookups.Exact):
    """`name=None` asks for rows without one; equality to anything else is refused."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs is not None:
            raise not_searchable(lhs.output_field)
        super().__init__(lhs, rhs)


def not_searchable(field: "models.Field[Any, Any]") -> FieldError:
    """The refusal to search what is sealed, with the way that is open."""
    return FieldError(
        f"{field} is sealed, and no two sealed values are equal: filter on its blind index, "
        "as in name_blind=blind(name, NAME), from dingdian.records.secrecy.blinding."
    )
