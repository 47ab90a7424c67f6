"""The list "inburgeraars": who is new here, who is known, and what changes."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from typing import Any, ClassVar

from import_export.fields import Field

from inburgering.accounts.models import User
from trajectories.actions import import_rows
from trajectories.actions.import_rows import Written
from trajectories.models import Inburgeraar, Indeling, Phase, Pip, Team, Trajectory
from trajectories.resources.import_row import NO_TRAJECTORY, SECRET, TWO_PEOPLE, Asked, Keys, ListResource, shown
from trajectories.rules import names
from trajectories.rules.import_columns import PEOPLE, ImportColumn, Weighed, contradictions

TITLES = {column.field: column.title for column in PEOPLE}
PERSON = {
    "full_name", "calling_name", "prefix", "sort_name", "languages", "needs_interpreter", "phone", "email", "street",
    "postcode", "city",
}  # fmt: skip
FACTS = {
    "registered_on", "kennisgeving_on", "plicht_begins_on", "registered_brp_on", "bijstand_from_on", "azc_location",
    "linked_on", "leerroute", "level", "offered_on", "lessons_started_on",
}  # fmt: skip
OF_PIP = {"leerroute", "level", "pip_dated_on"}
WANTED = {
    "full_name": "Vul de volledige naam in",
    "birth": "Vul de geboortedatum in",
    "indeling": "Kies een doelgroep",
}
CLOSED = "Dit is traject {number}, en dat is afgesloten. Meld iemand die terugkomt zelf aan"
OTHER_BSN = "Bij traject {number} hoort een ander BSN. Controleer het BSN"
OTHER_V_NUMBER = "Bij traject {number} hoort een ander V-nummer. Controleer het V-nummer"
OTHER_GROUP = "De doelgroep is hier {now}. Wijzig die in het dossier, met de dag waarop dat ingaat"
ESTABLISHED = "Het PIP is hier vastgesteld. Wijzig het in het dossier"
NO_TEAM = "Dit team kennen we niet in jouw gemeente. Kies uit: {teams}"
WHICH_TEAM = "Vul een team in. Kies uit: {teams}"
OTHER_TEAM = "Dit traject hoort bij {team}. Draag het over op de teampagina"
NO_COLLEAGUE = "Geen collega in {team} heeft dit e-mailadres"
OTHER_COLLEAGUE = "Dit traject heeft al een andere klantregisseur. Verdeel het op de teampagina"


class PeopleResource(ListResource):
    """A person is known by BSN, then by V-nummer, then by the number of the trajectory."""

    columns: ClassVar[tuple[ImportColumn, ...]] = PEOPLE
    bsn = Field(column_name="bsn")

    class Meta:
        model = Trajectory
        fields = ("bsn",)
        import_id_fields = ("bsn",)
        use_bulk = True
        batch_size = None
        skip_diff = True
        clean_model_instances = False
        use_transactions = False

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        teams = Team.objects.filter(organisation_id=asked.tenant).prefetch_related("members__user").order_by("name")
        self._teams = {team.name.casefold(): team for team in teams}
        own = [one for one in self._teams.values() if any(m.user_id == asked.user.pk for m in one.members.all())]
        self._own_team = own[0] if len(own) == 1 else next(iter(self._teams.values()), None)
        self._is_clear = len(own) == 1 or len(self._teams) == 1
        self._found: dict[str, dict[str, Trajectory]] = {}
        self._established: set[int] = set()

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Ask once for everybody whom the chunk may be about."""
        found: dict[str, dict[str, Trajectory]] = defaultdict(dict)
        rows = self.standing()
        if not self.dry_run:
            rows = rows.select_for_update(of=("self",), no_key=True)
        for one in rows.select_related("inburgeraar", "team", "assigned_to").order_by("phase", "-registered_on"):
            for name, key in self._keys_of(one).filled():
                standing = found[name].get(key)
                if standing is None or standing.phase == Phase.CLOSED:
                    found[name][key] = one
        self._found = found
        present = {one.pk for some in found.values() for one in some.values()}
        established = Pip.objects.filter(trajectory_id__in=present, state=Pip.State.ESTABLISHED)
        self._established = set(established.values_list("trajectory_id", flat=True))

    def get_instance(self, instance_loader: Any, row: dict[str, Any]) -> Trajectory | None:
        keys = self.keys(self._weighed[row["line"]])
        known = next((self._found[name][key] for name, key in keys.filled() if key in self._found[name]), None)
        if known is None:
            return None
        instance, person = copy(known), copy(known.inburgeraar)
        instance._state = copy(known._state)  # a copy shares the cache of what it points to
        instance._state.fields_cache = dict(known._state.fields_cache)
        instance.inburgeraar = person
        return instance

    def init_instance(self, row: dict[str, Any] | None = None) -> Trajectory:
        made = Trajectory(organisation_id=self.asked.tenant, registered_on=self.asked.on)
        made.inburgeraar = Inburgeraar(organisation_id=self.asked.tenant, birth_year=0)
        return made

    def place(self, instance: Trajectory, weighed: Weighed) -> dict[str, str]:
        instance.changes, instance.former = {}, {}
        known = instance.pk is not None
        problems = self._not_this_person(instance, weighed) if known else self._missing(weighed)
        if problems:
            return problems
        for name, value in weighed.values.items():
            self._set(instance, name, value)
        self._name(instance, weighed)
        problems = self._assign(instance, weighed, known=known)
        changed = frozenset(instance.changes) if known else frozenset(weighed.values)
        if known and instance.pk in self._established and changed & OF_PIP:
            problems |= dict.fromkeys(changed & OF_PIP, ESTABLISHED)
        problems |= contradictions(self._facts(instance), changed)
        if not known and not problems:
            instance.phase = _phase(instance)
        instance.shown = f"{instance.inburgeraar.full_name}{f', {instance.number}' if known else ''}"
        return problems

    def _set(self, instance: Trajectory, name: str, value: Any) -> None:
        """Set what a cell says, and note the difference."""
        person = instance.inburgeraar
        if name in PERSON:
            self._note(instance, person, name, value)
        elif name in FACTS:
            self._note(instance, instance, name, value)
        elif name == "pip_dated_on":
            self._note(instance, instance, "first_pip_dated_on", value, name)
            if instance.pip_dated_on is None:
                self._note(instance, instance, "pip_dated_on", value, name)
        elif name == "birth":
            self._note_birth(instance, person, value)
        elif name in SECRET and not getattr(person, f"{name}_index"):
            instance.former |= {f"{name}_sealed": None, f"{name}_index": ""}
            (person.seal_bsn if name == "bsn" else person.seal_v_number)(value)
            instance.changes[name] = (TITLES[name], "leeg", "ingevuld")

    def _note(self, instance: Trajectory, owner: Any, attribute: str, value: Any, name: str = "") -> None:
        former = getattr(owner, attribute)
        if former == value:
            return
        setattr(owner, attribute, value)
        instance.former[attribute] = former
        name = name or attribute
        labels = {"leerroute": dict(Trajectory._meta.get_field("leerroute").choices)}.get(name, {})
        instance.changes[name] = (TITLES[name], shown(name, labels.get(former, former)),
                                  shown(name, labels.get(value, value)))  # fmt: skip

    def _note_birth(self, instance: Trajectory, person: Inburgeraar, value: tuple[int, Any, Any]) -> None:
        former = (person.birth_year, person.birth_month, person.birth_day)
        if former == value:
            return
        person.birth_year, person.birth_month, person.birth_day = value
        instance.former |= dict(zip(("birth_year", "birth_month", "birth_day"), former, strict=True))
        was = shown("birth", former) if former[0] else "leeg"
        instance.changes["birth"] = (TITLES["birth"], was, shown("birth", value))

    def _name(self, instance: Trajectory, weighed: Weighed) -> None:
        """Suggest on what a list sorts, for who is new or has another name."""
        if "sort_name" in weighed.values or not {"full_name", "prefix"} & set(instance.changes):
            return
        person = instance.inburgeraar
        self._note(instance, person, "sort_name", names.suggested_sort_name(person.full_name, person.prefix))

    def _not_this_person(self, instance: Trajectory, weighed: Weighed) -> dict[str, str]:
        keys, own = self.keys(weighed), self._keys_of(instance)
        people = {name: self._found[name].get(key) for name, key in keys.filled()}
        if len({one.inburgeraar_id for one in people.values() if one}) > 1:
            these = " en ".join(TITLES[name] for name, one in people.items() if one)
            return {next(iter(people)): TWO_PEOPLE.format(these=these)}
        if "number" in people and people["number"] is None:
            return {"number": NO_TRAJECTORY}
        for name, sentence in (("bsn", OTHER_BSN), ("v_number", OTHER_V_NUMBER)):
            given, standing = getattr(keys, name), getattr(own, name)
            if given and standing and given != standing:
                return {name: sentence.format(number=instance.number)}
        if instance.phase == Phase.CLOSED:
            return {"full_name": CLOSED.format(number=instance.number)}
        if weighed.values.get("indeling", instance.indeling) != instance.indeling:
            return {"indeling": OTHER_GROUP.format(now=instance.get_indeling_display())}
        return {}

    def _missing(self, weighed: Weighed) -> dict[str, str]:
        if "number" in weighed.values:
            return {"number": NO_TRAJECTORY}
        return {name: sentence for name, sentence in WANTED.items() if name not in weighed.values}

    def _assign(self, instance: Trajectory, weighed: Weighed, *, known: bool) -> dict[str, str]:
        """Find the team and the klantregisseur; dividing who is here already is done elsewhere."""
        teams = ", ".join(team.name for team in self._teams.values()) or "(nog geen team)"
        team = self._teams.get(weighed.values.get("team", "").casefold())
        if "team" in weighed.values and team is None:
            return {"team": NO_TEAM.format(teams=teams)}
        if known:
            return self._as_divided(instance, team, weighed.values.get("assigned_to"))
        team = team or (self._own_team if self._is_clear else None)
        if team is None:
            return {"team": WHICH_TEAM.format(teams=teams)}
        instance.team, instance.indeling = team, Indeling(weighed.values["indeling"])
        return self._give_to(instance, team, weighed.values.get("assigned_to"))

    def _give_to(self, instance: Trajectory, team: Team, email: str | None) -> dict[str, str]:
        if email is None:
            return {}
        users: dict[str, User] = {member.user.email: member.user for member in team.members.all()}
        if email not in users:
            return {"assigned_to": NO_COLLEAGUE.format(team=team.name)}
        instance.assigned_to, instance.assigned_on = users[email], self.asked.on
        return {}

    @staticmethod
    def _as_divided(instance: Trajectory, team: Team | None, email: str | None) -> dict[str, str]:
        if team is not None and team.pk != instance.team_id:
            return {"team": OTHER_TEAM.format(team=instance.team.name)}
        if email and (instance.assigned_to is None or instance.assigned_to.email != email):
            return {"assigned_to": OTHER_COLLEAGUE}
        return {}

    @staticmethod
    def _facts(instance: Trajectory) -> dict[str, Any]:
        names_of_facts = ("indeling", "leerroute", "level", "plicht_begins_on", "moved_in_on")
        facts = {name: getattr(instance, name) for name in names_of_facts}
        return facts | {"pip_dated_on": instance.first_pip_dated_on}

    @staticmethod
    def _keys_of(one: Trajectory) -> Keys:
        return Keys(one.inburgeraar.bsn_index, one.inburgeraar.v_number_index, one.number)

    def add(self, made: list[Trajectory]) -> None:
        import_rows.add_people(run=self.asked.run, people=_written(made, is_new=True), on=self.asked.on,
                               by=self.asked.by)  # fmt: skip

    def change(self, changed: list[Trajectory]) -> None:
        import_rows.change_people(run=self.asked.run, people=_written(changed, is_new=False), on=self.asked.on,
                                  by=self.asked.by)  # fmt: skip


def _written(rows: list[Trajectory], *, is_new: bool) -> list[Written]:
    return [Written(one.line, one, {} if is_new else one.former) for one in rows]


def _phase(instance: Trajectory) -> Phase:
    """Return where somebody new stands, by what is known."""
    if instance.first_pip_dated_on:
        return Phase.LEARNING
    if instance.kennisgeving_on or instance.registered_brp_on:
        return Phase.INTAKE
    return Phase.REGISTERED
