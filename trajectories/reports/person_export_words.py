"""How the columns about a person are called when that person reads them."""

from __future__ import annotations

# Columns that say nothing about a person: keys, hashes of what stands beside them, counters of versions, copies that
# lists sort on. A hash of a link is kept so that nobody can use it.
TECHNICAL = frozenset({
    "id", "organisation", "host", "bsn_index", "v_number_index", "token_sha256", "fingerprint", "search_text",
    "version", "version_after", "sha256", "order", "content", "duo_news",
})  # fmt: skip

_TEXT = """
activity: activiteit; activity_on: dag van de activiteit; added_at: toegevoegd op; added_by: toegevoegd door
afschaling_parts: afgeschaalde onderdelen; after_6_months: na 6 maanden; after_12_months: na 12 maanden
agreement: instemming; agreement_reason: reden bij instemming; alphabet: alfabetisering; announced_at: aangekondigd op
announced_by: aangekondigd door; announced_on: bekendgemaakt op; answer: antwoord; answer_reason: reden van het antwoord
answered_at: beantwoord op; answered_by: beantwoord door; asked_on: gevraagd op; assigned_on: toegewezen op
assigned_to: klantregisseur; attendance: aanwezigheid; azc_location: AZC; begins_on: begint op
bijstand_from_on: bijstand vanaf; birth_day: geboortedag; birth_month: geboortemaand; birth_year: geboortejaar
blamed: verwijtbaar; destruction: vernietiging; ground: grond; words: toelichting
released_at: weggehaald op; released_by: weggehaald door; reopenings: heropend
bsn_sealed: BSN; calling_name: roepnaam; calls: oproepen; changed_at: gewijzigd op; changed_by: gewijzigd door
city: plaats; closed_on: afgesloten op; code: code; completed_in_absence: afgerond zonder dat u erbij was
completed_on: afgerond op; component: onderdeel; contact_note: let op bij contact; contract: contract
conversation: gesprek; conversations_per_year: gesprekken per jaar; cursusinstelling: cursusinstelling
dated_on: dagtekening; deputy: waarnemer; detail: doelgroep bij DUO; died_on: overleden op
discussed_by: besproken door; discussed_on: besproken op; done_by: gedaan door; done_on: gedaan op; due_on: uiterlijk op
duo_pip_due_on: uiterste datum PIP volgens DUO; duo_term_ends_on: einde termijn volgens DUO
duo_term_starts_on: begin termijn volgens DUO; effect: gevolg; email: e-mail; end_reason: reden van het einde
ended_on: beëindigd op; ends_on: eindigt op; established_at: vastgesteld op; established_by: vastgesteld door
evidence: bewijs; exam_number: examennummer; expected_end_on: verwacht einde; fields: antwoorden; file: bestand
filename: bestandsnaam; first_pip_dated_on: dagtekening eerste PIP; followed: gevolgde uren; form: vorm
former: eerdere tekst; former_sealed: wat er eerder stond; full_name: volledige naam; goal: doel
handled_at: afgehandeld op; handled_by: afgehandeld door; handover: overdracht; happened_on: gebeurd op
has_ontzorgen: ontzorgen; held_on: dag; hours_per_week: uren per week; household: huishouden; impression: indruk
inburgeraar: inburgeraar; indeling: indeling; intake: intake; intensity_hours: uren in totaal
is_alphabetisation: alfabetisering; is_before_pip: voor het PIP; is_exempt: vrijgesteld; is_new: nieuw bij het inlezen
is_progress_talk: voortgangsgesprek; is_visible_to_inburgeraar: zichtbaar voor u; is_with_reason: met reden
item: onderdeel van het portfolio; kennisgeving_on: kennisgeving van DUO; key: onderdeel; kind: soort; languages: talen
last_contact_on: laatste contact; law: wet; leerroute: leerroute; lessons_started_on: start van de lessen; letter: brief
level: niveau; life_area: leefgebied; line: regel in het bestand; linked_on: gekoppeld op; location: plaats
made_at: gemaakt op; made_by: gemaakt door; map_ended_on: MAP afgerond op; map_hours: uren MAP
may_finish_education: mag opleiding afmaken; may_go_along: mag mee bij verhuizing; media_type: bestandssoort
message_id: nummer van het bericht; missed_with_notice: gemist met bericht; missed_without_notice: gemist zonder bericht
month: maand; moved_in_on: verhuisd naar deze gemeente; moved_on: verhuisd op; name: naam; needed_score: nodige score
needs_interpreter: tolk nodig; next_appointment_on: volgende afspraak; next_deadline_kind: soort volgende termijn
next_deadline_on: volgende termijn; no_letter_to_address: geen brief naar dit adres
no_result_because: geen uitslag, want
not_completed_because: niet afgerond, want; not_signed_because: niet ondertekend, want; note: notitie
noticed_on: opgemerkt op; number: nummer; offered_on: aangeboden op; onderwijs_chance: kans op een diploma
onderwijs_level: niveau voor onderwijs; onderwijs_wish: wens voor onderwijs; opened_at: geopend om
opened_on: geopend op
other_routes_argument: waarom geen andere leerroute; outcome: afloop; own_words: eigen woorden; page: bladzijde
pages: aantal bladzijden; paid_until_on: betaald tot en met; part: onderdeel; parts: wat meegaat
person_sealed: wie het is; phase: fase; phone: telefoon; pip_dated_on: dagtekening PIP; place: plek
placement: plaatsing
places: plekken; plan_then: het plan van toen; planned_on: gepland op; plicht_begins_on: begin van de inburgeringsplicht
postcode: postcode; prefix: tussenvoegsel; present: wie erbij waren; purpose: waarvoor; pvt_hours: uren PVT
pvt_signed_on: PVT ondertekend op; reached_on: bereikt op; reason: reden; reason_words: reden in woorden
received_at: ontvangen op; received_number: nummer in de nieuwe gemeente; receiver: nieuwe gemeente
recorded_at: vastgelegd op; recorded_by: vastgelegd door; recorder: vastgelegd door; refused_because: geweigerd, want
refused_on: geweigerd op; registered_at: geregistreerd op; registered_brp_on: ingeschreven in de gemeente
registered_on: bekend sinds; relation: relatie; requested_at: gevraagd op; requested_by: gevraagd door; result: uitslag
result_on: dag van de uitslag; route_argument: waarom deze leerroute; run: inleesbeurt; saved_at: bewaard om; scan: scan
score: score; seen_at: gezien op; seen_by: gezien door; shared_with: gedeeld met; signaal: signaal; signal: signaal
signed_at: ondertekend op; signed_how: hoe ondertekend; signed_name: naam bij de handtekening; signed_on: ondertekend op
size: grootte in bytes; snapshot_sealed: wat meeging; sort_name: naam in lijsten; source: bron; sources: bronnen
start_moment: startmoment; started_on: begonnen op; starts_at: tijd; starts_on: begint op; state: stand; status: stand
stopped_because: gestopt, want; stopped_on: gestopt op; stored_at: bewaard op; stored_by: bewaard door
street: straat en huisnummer; supplier: leverancier; support: begeleiding; taken_on: afgelegd op; team: team
text_sealed: gezondheid; third_party_received_on: informatie ontvangen op; title: titel; trajectory: traject
until_on: tot en met; user: medewerker; v_number_sealed: V-nummer; visited_on: bezocht op; vve: voorschool
waits_for_third_party: wacht op informatie van; wants_to_talk_alone: wil alleen praten; what: wat; who: wie
who_name: naam; with_interpreter: met tolk; withdrawn_at: ingetrokken op; works_for: organisatie
would_like: zou dit willen; z_ended_on: Z-route afgerond op
"""
WORDS: dict[str, str] = {
    name.strip(): words.strip()
    for line in _TEXT.strip().splitlines()
    for name, _, words in (pair.partition(":") for pair in line.split(";"))
}
