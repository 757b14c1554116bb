"""The official lists: cases, log, plans, holds, duties. Reads only."""
