"""Every address of the pages; a new one needs its line in the walk of tests/pages/test_walk.py."""

from django.urls import path

from dingdian.pages import (
    city,
    entrance,
    exporting,
    places,
    search,
    targets,
    trying,
    villages,
)

app_name = "pages"

urlpatterns = [
    path("", city.city, name="city"),
    path("enter/", entrance.sign_in, name="sign-in"),
    path("leave/", entrance.sign_out, name="sign-out"),
    path("language/", entrance.language, name="language"),
    path("as/", entrance.look_as, name="look-as"),
    path("places/", search.search, name="search"),
    path("places/<str:code>/", places.place, name="place"),
    path("villages/", villages.villages, name="villages"),
    path("villages/export/", exporting.export_villages, name="export-villages"),
    path("targets/", targets.targets, name="targets"),
    path("targets/export/", exporting.export_targets, name="export-targets"),
    path("targets/what-if/", trying.what_if, name="what-if"),
    path("targets/sealed/", targets.sealed_decision, name="sealed"),
    path("targets/<str:code>/", targets.target, name="target"),
]
