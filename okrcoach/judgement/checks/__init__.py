"""Small tests over a line or a set that was read; each rule names one."""
