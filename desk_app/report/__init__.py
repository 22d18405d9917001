"""The annual report: figures -> blocks -> PDF."""
