import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404

from clubhuis.lib.files import discard, file_response

pytestmark = pytest.mark.django_db  # closing a response ends a request, and that looks after connections


def a_stored_file(name="geheim.pdf", content=b"%PDF-1.7"):
    return FieldFile(instance=None, field=FileField(), name=default_storage.save(name, ContentFile(content)))


def test_a_private_file_is_served_with_a_type_that_nobody_guesses_and_stored_nowhere():
    response = file_response(a_stored_file(), name="Tekening één.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Tekening%20%C3%A9%C3%A9n.pdf"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("name", ["pagina.html", "logo.svg", "deel.step"])
def test_what_a_browser_might_run_is_downloaded(name):
    response = file_response(a_stored_file(name, b"<script>"))

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] in {"application/octet-stream", "model/step"}
    response.close()


def test_a_file_that_is_gone_is_not_there():
    file = a_stored_file()
    default_storage.delete(file.name)

    with pytest.raises(Http404):
        file_response(file)


@pytest.mark.django_db(transaction=True)
def test_a_discarded_file_stays_until_the_transaction_has_committed():
    file = a_stored_file()

    with transaction.atomic():
        discard(file)
        transaction.set_rollback(True)
    assert default_storage.exists(file.name)

    with transaction.atomic():
        discard(file)
        assert default_storage.exists(file.name)
    assert not default_storage.exists(file.name)
