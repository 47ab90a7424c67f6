"""From request to act or report, and back."""
