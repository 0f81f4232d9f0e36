"""The instructor's road: what lies between a built course and a class that has its grades."""
