"""Every address of the pages; a new one needs its line in the walk of tests/pages/test_walk.py."""

from django.urls import path

from dingdian.pages import city, entrance, places, search

app_name = "pages"

urlpatterns = [
    path("", city.city, name="city"),
    path("enter/", entrance.sign_in, name="sign-in"),
    path("leave/", entrance.sign_out, name="sign-out"),
    path("language/", entrance.language, name="language"),
    path("as/", entrance.look_as, name="look-as"),
    path("places/", search.search, name="search"),
    path("places/<str:code>/", places.place, name="place"),
]
