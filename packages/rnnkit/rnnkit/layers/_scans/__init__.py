"""The recurrent layers' passes over all steps, forward and backward."""
