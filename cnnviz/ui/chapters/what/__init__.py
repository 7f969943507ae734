"""The parts of the page What is it?"""
