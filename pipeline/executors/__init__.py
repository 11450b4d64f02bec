"""Who makes an edition's documents: this process, several processes of this machine, or several machines."""
