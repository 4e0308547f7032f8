"""The benchmark pool and own files with figures, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from benchmarks.pool_model import Family, Placed, Pooled
from storage.memory_kept import Locked
from storage.plain import as_utc
from storage.pool_rules import check_uncounted, newest_files, newest_first

if TYPE_CHECKING:
    from benchmarks.own_model import OwnFile
    from benchmarks.pool_model import Entry, Publication


@dataclass(slots=True)
class Pool:
    """The tables of the pool; whoever uses them holds the store's lock."""

    revisions: dict[Family, int] = field(default_factory=dict)
    entries: dict[tuple[str, str, str], Entry] = field(default_factory=dict)
    counted: set[tuple[str, str, str]] = field(default_factory=set)
    last: dict[Family, int] = field(default_factory=dict)
    places: list[tuple[str, Placed]] = field(default_factory=list)
    files: dict[str, OwnFile] = field(default_factory=dict)


class MemoryPool(Locked):
    """Implements ``assessments.ports_pool.PoolStore``."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._pool = Pool()

    def put_in_pool(self, entry: Entry) -> None:
        """Keep an entry that waits, in place of the organisation's earlier one of the same questionnaire and form.

        Raises:
            MoveError: An edition has counted this wave already.
        """
        family = entry.family
        fresh = replace(entry, scores=dict(entry.scores), joined_at=as_utc(entry.joined_at), cell="", spent=False)
        with self._lock:
            self._kept.check_assessment(entry.organisation)
            self._kept.check_wave(entry.wave_id)
            check_uncounted(counted=(entry.wave_id, family.questionnaire_id, family.form) in self._pool.counted)
            self._lose(entry.organisation, entry.family)
            self._pool.revisions[family] = self._pool.revisions.get(family, 0) + 1
            self._pool.entries[entry.organisation, family.questionnaire_id, family.form] = fresh

    def leave_pool(self, organisation: str) -> None:
        """Delete all entries and places of an organisation; the other members of its cells are spent."""
        with self._lock:
            for each in [each for each in self._pool.entries.values() if each.organisation == organisation]:
                self._lose(organisation, each.family)
            self._pool.places = [each for each in self._pool.places if each[0] != organisation]

    def pool_entries(self, organisation: str) -> tuple[Entry, ...]:
        """Return the entries of an organisation in the order of their families."""
        with self._lock:
            found = [each for each in self._pool.entries.values() if each.organisation == organisation]
        return tuple(sorted(found, key=lambda each: each.family))

    def pool(self, family: Family) -> Pooled:
        """Return a family as it stands; revision 0 and no entries where nobody has joined it."""
        with self._lock:
            found = [each for each in self._pool.entries.values() if each.family == family]
            revision, last = self._pool.revisions.get(family, 0), self._pool.last.get(family, 0)
        return Pooled(revision, last, tuple(sorted(found, key=lambda each: each.organisation)))

    def publish(self, publication: Publication, revision: int) -> bool:
        """Keep a publication where the family still has this revision; say whether it had."""
        family = publication.family
        with self._lock:
            if self._pool.revisions.get(family) != revision:
                return False
            self._pool.revisions[family] = revision + 1
            for name, organisations in publication.cells.items():
                for organisation in organisations:
                    key = (organisation, family.questionnaire_id, family.form)
                    entry = self._pool.entries[key] = replace(self._pool.entries[key], cell=name)
                    self._pool.counted.add((entry.wave_id, family.questionnaire_id, family.form))
            for edition, places in publication.editions:
                if edition.kind == "all":
                    self._pool.last[family] = edition.organisations
                kept = replace(edition, published_at=as_utc(edition.published_at))
                self._pool.places += [(organisation, Placed(kept, each)) for organisation, each in places.items()]
        return True

    def pool_places(self, organisation: str) -> tuple[Placed, ...]:
        """Return what was published about an organisation, the newest first."""
        with self._lock:
            return newest_first(placed for whose, placed in self._pool.places if whose == organisation)

    def put_own_file(self, file: OwnFile) -> None:
        """Keep a file."""
        file = replace(file, kept_at=as_utc(file.kept_at))
        with self._lock:
            self._kept.check_assessment(file.assessment_id)
            if file.id in self._pool.files:
                raise ValueError("A file with this id exists.")
            self._pool.files[file.id] = file

    def own_files(self, assessment_id: str) -> tuple[OwnFile, ...]:
        """Return the files of an assessment, the newest first."""
        with self._lock:
            return newest_files(each for each in self._pool.files.values() if each.assessment_id == assessment_id)

    def drop_own_file(self, assessment_id: str, file_id: str) -> None:
        """Delete a file of an assessment; one that is not there changes nothing."""
        with self._lock:
            if file_id in self._pool.files and self._pool.files[file_id].assessment_id == assessment_id:
                del self._pool.files[file_id]

    def _lose(self, organisation: str, family: Family) -> None:
        """Delete the entry of an organisation, where there is one, and let no later edition count its cell."""
        lost = self._pool.entries.pop((organisation, family.questionnaire_id, family.form), None)
        if lost is None:
            return
        self._pool.revisions[lost.family] += 1
        for key, each in self._pool.entries.items():
            if lost.cell and each.family == lost.family and each.cell == lost.cell:
                self._pool.entries[key] = replace(each, spent=True)
