"""What the pages of the desk show, a file per page: frozen values, no writes."""
