"""Roles and what each may do. /beheer/rollen/ prints this table."""

from enum import StrEnum


class Permission(StrEnum):
    VIEW_REGION = "de regio bekijken"
    PREPARE_SESSION = "een werksessie voorbereiden en leiden"
    VIEW_ANSWERS = "antwoorden van de eigen gemeente bekijken"
    GIVE_ANSWERS = "antwoorden geven en delen namens de gemeente"
    SETTLE_ANSWERS = "antwoorden ambtelijk vaststellen"
    ADOPT_ANSWERS = "antwoorden bestuurlijk vaststellen"
    ADMIT_SEAT = "deelnemers toelaten"
    PROPOSE_SUBREGIONS = "subregio's voorstellen"
    TAKE_STANDPUNT = "een standpunt of wens van de gemeente geven"
    MAKE_CHECKPOINT = "een piketpaaltje slaan"
    BUILD_SCENARIO = "scenario's maken en aannames wijzigen"
    MAKE_REPORT = "rapporten maken en delen"
    READ_REPORT = "rapporten lezen"
    REACT_TO_REPORT = "op een rapport reageren"
    RECORD_BESLUIT = "een besluit van college of raad vastleggen"
    MANAGE_MEMBERS = "gebruikers en rollen beheren"
    VIEW_PERSONS = "dossiers van het eigen team bekijken"
    OPEN_WITH_REASON = "een dossier buiten het eigen team openen, met reden"
    WORK_CASELOAD = "gesprekken, intake en taken vastleggen"
    ESTABLISH_PIP = "een PIP vaststellen"
    ASSIGN_CASELOAD = "inburgeraars verdelen en overdragen"
    IMPORT_PERSONS = "inburgeraars en berichten van DUO inlezen"
    DESTROY_DOSSIERS = "dossiers vernietigen na de bewaartermijn"
    RELEASE_COUNTS = "exacte aantallen van de gemeente vrijgeven aan de regio"
    MANAGE_CONTRACTS = "contracten en startmomenten bijhouden"
    VIEW_PARTICIPANTS = "de eigen deelnemers als aanbieder bekijken"


# What was shared may be read; it never lends the power to act.
READING = frozenset({Permission.VIEW_REGION, Permission.VIEW_ANSWERS, Permission.READ_REPORT})


class Role(StrEnum):
    POLICY_ADVISER = "POLICY_ADVISER"
    PROJECT_LEADER = "PROJECT_LEADER"
    CASE_MANAGER = "CASE_MANAGER"
    TEAM_LEADER = "TEAM_LEADER"
    ALDERMAN = "ALDERMAN"
    REGION_COORDINATOR = "REGION_COORDINATOR"
    PROVIDER_CONTACT = "PROVIDER_CONTACT"
    ADMINISTRATOR = "ADMINISTRATOR"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: dict[Role, str] = {
    Role.POLICY_ADVISER: "beleidsadviseur",
    Role.PROJECT_LEADER: "projectleider",
    Role.CASE_MANAGER: "klantregisseur",
    Role.TEAM_LEADER: "teamleider",
    Role.ALDERMAN: "wethouder",
    Role.REGION_COORDINATOR: "regiocoördinator",
    Role.PROVIDER_CONTACT: "aanbieder",
    Role.ADMINISTRATOR: "functioneel beheerder",
}

_P = Permission
_CASEWORK = frozenset({_P.VIEW_REGION, _P.VIEW_PERSONS, _P.OPEN_WITH_REASON, _P.WORK_CASELOAD, _P.ESTABLISH_PIP})
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.POLICY_ADVISER: frozenset(
        {
            _P.VIEW_REGION,
            _P.VIEW_ANSWERS,
            _P.GIVE_ANSWERS,
            _P.SETTLE_ANSWERS,
            _P.ADMIT_SEAT,
            _P.TAKE_STANDPUNT,
            _P.READ_REPORT,
            _P.RECORD_BESLUIT,
        }
    ),
    Role.PROJECT_LEADER: frozenset(
        {
            _P.VIEW_REGION,
            _P.PREPARE_SESSION,
            _P.ADMIT_SEAT,
            _P.PROPOSE_SUBREGIONS,
            _P.MAKE_CHECKPOINT,
            _P.BUILD_SCENARIO,
            _P.MANAGE_CONTRACTS,
            _P.MAKE_REPORT,
            _P.READ_REPORT,
            _P.RECORD_BESLUIT,
        }
    ),
    Role.CASE_MANAGER: _CASEWORK,
    # Who leads a team also works, divides the work, and answers for what comes in and goes out.
    Role.TEAM_LEADER: _CASEWORK | {_P.ASSIGN_CASELOAD, _P.IMPORT_PERSONS, _P.DESTROY_DOSSIERS, _P.RELEASE_COUNTS},
    # An alderman decides and reads totals; he never sees persons.
    Role.ALDERMAN: frozenset(
        {
            _P.VIEW_REGION,
            _P.VIEW_ANSWERS,
            _P.ADOPT_ANSWERS,
            _P.TAKE_STANDPUNT,
            _P.READ_REPORT,
            _P.REACT_TO_REPORT,
            _P.RECORD_BESLUIT,
            _P.RELEASE_COUNTS,
        }
    ),
    Role.REGION_COORDINATOR: frozenset({_P.VIEW_REGION}),
    Role.PROVIDER_CONTACT: frozenset({_P.VIEW_PARTICIPANTS}),
    Role.ADMINISTRATOR: frozenset({_P.MANAGE_MEMBERS, _P.VIEW_REGION}),
}


def roles_with(permission: Permission) -> list[str]:
    """Return the stored codes of the roles that hold a permission, in a fixed order."""
    return [role.value for role in Role if permission in GRANTS[role]]
