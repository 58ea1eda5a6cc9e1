"""What a stranger, or a person with too little right, tried once and what it came to."""
