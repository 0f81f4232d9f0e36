"""What a class got right and wrong: one HTML page that stands alone, and CSV files."""
