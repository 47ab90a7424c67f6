"""The addresses of the product with those of the file: the same, wherever they are put together."""

from django.urls import include, path

from inburgering.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks for them here

urlpatterns = [path("", include("procurement.urls.inflow_file")), path("", include("inburgering.urls"))]
