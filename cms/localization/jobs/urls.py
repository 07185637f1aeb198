"""Below the admin's address."""

from django.urls import path

from cms.localization.jobs import views

app_name = "translation_jobs"
urlpatterns = [
    path("", views.JobsReport.as_view(), name="list"),
    path("results/", views.JobsReport.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", views.show, name="job"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/stop/", views.stop, name="stop"),
]
