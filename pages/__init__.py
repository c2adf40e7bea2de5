"""The warehouse as pages to look at: a folder that a browser opens from the file system, without server or network."""
