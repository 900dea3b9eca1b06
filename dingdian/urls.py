"""Every address of the application."""

from django.urls import URLPattern, URLResolver, include, path

from dingdian.pages.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("", include("dingdian.pages.addresses")),
]
handler400 = "dingdian.pages.errors.not_understood"
handler403 = "dingdian.pages.errors.not_allowed"
handler404 = "dingdian.pages.errors.not_there"
handler500 = "dingdian.pages.errors.our_fault"
