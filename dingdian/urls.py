"""Every address of the application."""

from django.urls import URLPattern, URLResolver, path

from dingdian.pages.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
]
