"""Every address of the pages; a new one needs its line in the walk of tests/pages/test_walk.py."""

from django.urls import path

from dingdian.pages import (
    announcements,
    city,
    entrance,
    exporting,
    jobs,
    nominations,
    overrides,
    places,
    search,
    targets,
    trail,
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
    path("nominations/", nominations.nomination_list, name="nominations"),
    path("nominations/new/", nominations.nominate, name="nominate"),
    path("nominations/<int:number>/", nominations.nomination, name="nomination"),
    path("nominations/<int:number>/evidence/", nominations.evidence, name="evidence"),
    path("nominations/<int:number>/confirm/", nominations.confirm, name="confirm-nomination"),
    path("nominations/<int:number>/refuse/", nominations.refuse, name="refuse-nomination"),
    path("nominations/<int:number>/withdraw/", nominations.withdraw, name="withdraw-nomination"),
    path("overrides/", overrides.override_list, name="overrides"),
    path("overrides/new/", overrides.ask_for_override, name="ask-for-override"),
    path("overrides/<int:number>/", overrides.override, name="override"),
    path("overrides/<int:number>/confirm/", overrides.confirm, name="confirm-override"),
    path("overrides/<int:number>/withdraw/", overrides.withdraw, name="withdraw-override"),
    path("announcements/", announcements.announcement_list, name="announcements"),
    path("announcements/new/", announcements.announce, name="announce"),
    path("announcements/<int:number>/", announcements.announcement, name="announcement"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/ask/", jobs.ask, name="ask-for-work"),
    path("jobs/<int:number>/", jobs.job, name="job"),
    path("jobs/<int:number>/cancel/", jobs.cancel, name="cancel-job"),
    path("trail/", trail.trail, name="trail"),
]
