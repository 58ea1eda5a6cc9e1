"""The start page of each role, navigation, error pages: the one app that knows all others."""
