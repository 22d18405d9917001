"""What a store has to bear: scripts that anybody can run, `make torture`. test_short.py runs a little of each."""
