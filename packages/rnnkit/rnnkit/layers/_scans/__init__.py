"""The engines behind the recurrent layers: one pass over all steps, and back."""
