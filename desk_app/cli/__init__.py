"""The commands of `desk` by what they are for; `desk_app.__main__` runs one."""
