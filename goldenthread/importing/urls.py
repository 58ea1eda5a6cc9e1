"""Addresses of the desk."""

from django.urls import path

from goldenthread.importing.views import bringing, correcting, deciding, reviewing

urlpatterns = [
    path("", bringing.imports, name="imports"),
    path("problems/", bringing.problems, name="import-problems"),
    path("waiting/<str:task>/", bringing.waiting, name="import-waiting"),
    path("<slug:key>/", reviewing.review, name="import"),
    path("<slug:key>/rows/", reviewing.rows, name="import-rows"),
    path("<slug:key>/rows/<int:position>/", correcting.row, name="import-row"),
    path("<slug:key>/words/", correcting.words, name="import-words"),
    path("<slug:key>/people/", correcting.people, name="import-people"),
    path("<slug:key>/changes/", reviewing.changes, name="import-changes"),
    path("<slug:key>/choices/", correcting.choices, name="import-choices"),
    path("<slug:key>/accept/", deciding.accept, name="import-accept"),
    path("<slug:key>/offers/", deciding.offers, name="import-offers"),
    path("<slug:key>/drop/", deciding.drop, name="import-drop"),
    path("<slug:key>/undo/", deciding.undo, name="import-undo"),
    path("<slug:key>/file/", reviewing.original, name="import-file"),
]
