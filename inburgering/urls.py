"""All addresses of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("regions.urls")),
    path("", include("procurement.urls")),
    path("", include("procurement.urls.inflow_file")),
    path("", include("trajectories.urls")),
]
handler400 = "regions.views.pages.bad_request"
handler403 = "regions.views.pages.forbidden"
handler404 = "regions.views.pages.not_found"
handler500 = "regions.views.pages.server_error"
