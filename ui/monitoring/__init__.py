"""Monitoring: figures of a month, a quarter, any period, any team."""

from ui.monitoring.screen import MonitoringScreen

__all__ = ["MonitoringScreen"]
