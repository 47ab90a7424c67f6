"""Addresses of the portfolio, and of the page behind a link to it."""

from django.urls import URLPattern, path

from trajectories.views import portfolio

HERE = "trajecten/<str:number>/portfolio/"
urlpatterns: list[URLPattern] = [
    path(HERE, portfolio.show_portfolio, name="show_portfolio"),
    path(f"{HERE}nieuw/", portfolio.add_portfolio_item, name="add_portfolio_item"),
    path(f"{HERE}portfolio.pdf", portfolio.download_portfolio, name="download_portfolio"),
    path(f"{HERE}portfolio.xlsx", portfolio.export_portfolio, name="export_portfolio"),
    path(f"{HERE}delen/", portfolio.share_portfolio, name="share_portfolio"),
    path(f"{HERE}gedeeld/<int:share>/intrekken/", portfolio.withdraw_portfolio, name="withdraw_portfolio"),
    path(f"{HERE}<int:item>/wijzigen/", portfolio.change_portfolio_item, name="change_portfolio_item"),
    path(f"{HERE}<int:item>/verwijderen/", portfolio.remove_portfolio_item, name="remove_portfolio_item"),
    path(f"{HERE}<int:item>/bewijs/", portfolio.download_evidence, name="download_evidence"),
    path("portfolio/<str:token>/", portfolio.read_portfolio, name="read_portfolio"),
    path("portfolio/<str:token>/pdf/", portfolio.download_shared_portfolio, name="download_shared_portfolio"),
]
