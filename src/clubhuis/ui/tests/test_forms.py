"""Every Django form comes out in the house's markup, with errors that can be found."""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.test import RequestFactory


class Visit(forms.Form):
    name = forms.CharField(help_text="As on your passport", max_length=40)
    why = forms.CharField(widget=forms.Textarea, max_length=100, required=False)
    seats = forms.ChoiceField(choices=[("1", "One"), ("2", "Two")], widget=forms.RadioSelect)
    agreed = forms.BooleanField()
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        self.add_error(None, "The visit is full.")


def render(source, **values):
    return Template(source).render(Context({"request": RequestFactory().get("/"), **values}))


def test_a_mistake_is_named_at_the_top_and_beside_its_field():
    page = render("{% form form submit='Go' %}{% endform %}", form=Visit({"name": "", "seats": "1", "agreed": "on"}))

    assert page.count('<a href="#id_name">Name</a>') == 1
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert page.count("The visit is full.") == 1


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    page = render("{{ form.seats.as_field_group }}", form=Visit())

    assert page.strip().startswith("<fieldset")
    assert "<legend" in page


def test_all_fields_come_by_themselves_and_one_by_one():
    whole = render("{% form form %}{% endform %}", form=Visit())
    some = render("{% form form %}{% field form.name label='Your name' width='short' %}{% endform %}", form=Visit())

    assert [name for name in ("name", "why", "seats", "agreed", "secret") if f'name="{name}"' not in whole] == []
    assert "Your name" in some
    assert 'name="why"' not in some
    assert 'name="secret"' in some


def test_a_long_text_says_how_long_it_may_be():
    assert 'data-most="100"' in render("{{ form.why.as_field_group }}", form=Visit())


def test_a_new_form_shows_no_mistakes():
    assert "form-summary" not in render("{% form form %}{% endform %}", form=Visit())


def test_a_select_says_what_djangos_own_says():
    class Choosing(forms.Form):
        one = forms.ChoiceField(
            choices=[("", "---"), ("1", 'x & "y" <b>'), ("A group <", [("2", "z"), ("3", "w")])],
            initial="2",
            required=False,
        )

    ours = str(Choosing()["one"])
    theirs = str(Choosing(renderer=DjangoTemplates())["one"])

    assert " ".join(ours.split()) == " ".join(theirs.split())


def test_widgets_say_what_djangos_own_say():
    class Everything(forms.Form):
        text = forms.CharField(
            initial='x & "y" <b>', max_length=4, widget=forms.TextInput(attrs={"data-x": True, "hidden": False})
        )
        number = forms.IntegerField(initial=12_000, min_value=0)
        long = forms.CharField(initial="<p>\n&", widget=forms.Textarea(attrs={"rows": 3}))
        empty = forms.CharField(widget=forms.Textarea, required=False)
        day = forms.DateField(initial="2026-11-27", widget=forms.DateInput(attrs={"type": "date"}))
        yes = forms.BooleanField(initial=True)
        secret = forms.CharField(widget=forms.PasswordInput)
        hidden = forms.CharField(widget=forms.HiddenInput, initial="1")
        one = forms.ChoiceField(choices=[("1", "<One>"), ("G", [("2", "Two")])], widget=forms.RadioSelect, initial="2")
        many = forms.MultipleChoiceField(
            choices=[("1", "One"), ("2", "Two")],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "few"}),
            initial=["1"],
        )

    ours, theirs = Everything(), Everything(renderer=DjangoTemplates())
    plain = lambda bound: "".join(str(bound).split())  # noqa: E731

    assert [plain(ours[name]) for name in ours.fields] == [plain(theirs[name]) for name in theirs.fields]
