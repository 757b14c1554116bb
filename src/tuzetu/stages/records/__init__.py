"""Records kept beside the electronic ones: scans of papers that were signed by hand."""
