"""One canary: a person made up so oddly that finding a piece of them is no coincidence."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Canary"]


@dataclass(frozen=True, slots=True)
class Canary:
    """A synthetic person; family name, mail address and social security number are unique among the canaries."""

    number: int
    first: str
    last: str
    phone: str
    ssn: str

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """The canary's only address."""
        return f"{self.first}.{self.last}@example.org".lower()

    @property
    def spill(self) -> str:
        """Everything about the canary, labelled as a form would."""
        return f"Name: {self.name}, SSN {self.ssn}, e-mail {self.email}"

    @property
    def traces(self) -> tuple[str, ...]:
        """What must be nowhere: the whole and the parts that give it away."""
        return (self.name, self.last, self.email, self.ssn, self.ssn.replace("-", ""))
