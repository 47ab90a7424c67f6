"""The building blocks: what they print, and what no template may hold under our content security policy."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


class VisitForm(forms.Form):
    name = forms.CharField(
        label="Naam", help_text="Zoals in je paspoort", error_messages={"required": "Vul je naam in"}
    )
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    was_present = forms.ChoiceField(
        label="Was je er?",
        choices=[("yes", "Ja"), ("no", "Nee")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of je er was"},
    )
    agreed = forms.BooleanField(label="Ik doe mee", required=False)


def written(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("value", "text", "name"),
    [(-2, "−2", "m2"), (-1, "−1", "m1"), (0, "0", "0"), (1, "+1", "p1"), (2, "+2", "p2")],
)
def test_heat_cell_carries_sign_digit_and_class(value, text, name):
    cell = written("{% heat_cell value %}", value=value)

    assert f"<span>{text}</span>" in cell
    assert f"rs-heat--{name}" in cell


def test_missing_answer_is_said_in_words_and_is_not_neutral():
    cell = written("{% heat_cell value %}", value=None)

    assert "geen" in cell
    assert "rs-heat--none" in cell
    assert "rs-heat--0" not in cell


def test_limit_and_own_municipality_show_in_the_cell():
    cell = written("{% heat_cell -2 True True True %}")

    assert "rs-limit" in cell
    assert "rs-heat__cell--mine" in cell
    assert "rs-heat__cell--gap" in cell


def test_finding_marks_the_core_and_the_own_municipality_without_stray_spaces():
    parts = [
        SimpleNamespace(text="Bij ", strong=False, mark=False),
        SimpleNamespace(text="4 stellingen", strong=True, mark=False),
        SimpleNamespace(text=". ", strong=False, mark=False),
        SimpleNamespace(text="Aalten & co", strong=False, mark=True),
        SimpleNamespace(text=".", strong=False, mark=False),
    ]

    assert written("{% finding parts %}", parts=parts).endswith(
        '<p class="rs-finding">Bij <strong>4 stellingen</strong>. <strong class="rs-mark">Aalten &amp; co</strong>.</p>'
    )


def test_view_for_keeps_the_other_choices_in_the_address():
    request = RequestFactory().get("/?thema=sturen&gemeente=aalten&pagina=2")
    municipalities = [
        SimpleNamespace(slug="aalten", name="Aalten"),
        SimpleNamespace(slug="doetinchem", name="Doetinchem"),
    ]

    page = Template("{% view_for municipalities chosen %}").render(
        RequestContext(request, {"municipalities": municipalities, "chosen": municipalities[1]})
    )

    assert '<input type="hidden" name="thema" value="sturen">' in page
    assert '<input type="hidden" name="pagina" value="2">' in page
    assert '<option value="doetinchem" selected>Doetinchem</option>' in page
    assert page.count('name="gemeente"') == 1
    assert "<button" in page


def test_notice_refuses_a_kind_that_has_no_form():
    with pytest.raises(TemplateSyntaxError):
        written('{% notice "danger" "Pas op" %}tekst{% endnotice %}')


def test_what_people_typed_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    page = written(
        '{% panel t note=t %}{{ t }}{% endpanel %}{% notice "goed" t %}{{ t }}{% endnotice %}'
        '{% figure t t t title=t %}{{ t }}{% endfigure %}{% stance "DISAGREE" t %}{% empty_state t t "/" t %}'
        "{% who_sees t t %}{% status_label t t %}{% steps 1 t %}{% swatch 1 t %}",
        t=evil,
    )

    assert "<script" not in page.lower()


def test_fields_come_as_label_hint_error_control():
    page = written("{{ form|crispy }}", form=VisitForm({"note": "x"}))
    name = page.index('id="id_name"')

    assert page.index(">Naam<") < page.index("Zoals in je paspoort") < page.index("Vul je naam in") < name
    assert 'aria-describedby="id_name_hint id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "<legend" in page
    assert page.count("(niet verplicht)") == 1  # a tick is never obligatory
    assert " required" not in page
    assert "*" not in page


def test_every_error_of_the_summary_leads_to_a_field_that_is_there():
    form = VisitForm({})
    page = written("{% error_summary form %}{{ form|crispy }}", form=form)

    targets = re.findall(r'href="#([^"]+)"', page)

    assert targets == ["id_name", "id_was_present_0"]
    assert all(f'id="{target}"' in page for target in targets)
    assert "data-error-summary" in page


def test_form_without_errors_has_no_summary():
    assert "rs-error-summary" not in written("{% error_summary form %}", form=VisitForm())


def test_answer_tiles_have_their_keys_and_the_chosen_one():
    class Answer(forms.Form):
        value = forms.ChoiceField(
            choices=[(-2, "Helemaal oneens"), (0, "Neutraal"), ("UNKNOWN", "Weet ik niet")], widget=forms.RadioSelect
        )

    page = written('{% answer_tiles form.value "Stelling." "Denk aan lestijden." %}', form=Answer({"value": "0"}))

    assert re.findall(r'data-key="(\d)"', page) == ["1", "3", "0"]
    assert page.count(" checked") == 1
    assert '<h1 class="rs-question">Stelling.</h1>' in page
    assert 'aria-describedby="id_value_hint"' in page


def test_numbers_dates_and_times_are_dutch():
    moment = dt.datetime(2026, 11, 20, 13, 5, tzinfo=dt.UTC)
    text = written(
        "{{ a|euro }} {{ b|number }} {{ d|date_long }} {{ d|date_short }} {{ m|time }} {{ n|signed }} {{ none|euro }}|",
        a=Decimal("148000"), b=1204, d=dt.date(2026, 11, 24), m=moment, n=-2, none=None,
    )  # fmt: skip

    local = timezone.localtime(moment)
    assert text == f"€\xa0148.000 1.204 24 november 2026 24 nov 2026 {local.hour}.05 uur −2 |"


def test_error_pages_need_no_context():
    for name in ("403", "404", "429", "500", "503", "csrf_403"):
        page = written(f'{{% include "{name}.html" %}}')
        assert page.count("<h1") == 1
        assert "Wat kun je doen?" in page
        assert 'href="/hulp/"' in page


def test_absent_and_foreign_page_are_byte_for_byte_the_same():
    assert written('{% include "404.html" %}', reference="8F3K") == written('{% include "404.html" %}')


def test_templates_hold_nothing_our_security_policy_forbids():
    forbidden = re.compile(
        r"""<script(?![^>]*\ssrc=)|\sstyle=|\son(?!e=)[a-z]+=|hx-on|javascript:|<style""", re.IGNORECASE
    )
    found = [f"{path.name}: {match[0]}" for path in TEMPLATES for match in forbidden.finditer(path.read_text())]

    assert len(TEMPLATES) > 40
    assert found == []


def test_every_component_says_its_parameters_first():
    components = [path for path in TEMPLATES if path.parent.name == "components"]

    assert [path.name for path in components if not path.read_text().startswith("{#")] == []


def test_own_script_stays_within_nine_kilobytes():
    assert Path(settings.BASE_DIR, "static/js/app.js").stat().st_size <= 9 * 1024


def test_a_route_stays_on_one_line_and_what_was_typed_stays_text() -> None:
    template = Template("{{ text|unbroken }}")

    shown = template.render(Context({"text": "Koop de Z-route <b>samen</b>"}))

    assert shown == 'Koop de <span class="rs-unbroken">Z-route</span> &lt;b&gt;samen&lt;/b&gt;'
