"""Tuzetu: nonconformities and corrective actions, from the report to proved effectiveness."""
