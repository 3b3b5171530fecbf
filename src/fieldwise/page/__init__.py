"""The page: one edition, or the gallery of all, as a single HTML file."""

from fieldwise.page.compose import page
from fieldwise.page.gallery import gallery, gallery_card

__all__ = ["gallery", "gallery_card", "page"]
