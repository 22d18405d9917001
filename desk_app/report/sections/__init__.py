"""One module per section: blocks(material) -> the blocks of that section. Sections do not know one another."""
